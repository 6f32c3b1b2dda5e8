/**
 * Shifts the clock of the process by TEST_CLOCK_SKEW_MS milliseconds; negative values go back. It must be imported
 * before any other module.
 */
const SKEW_MS = Number(process.env.TEST_CLOCK_SKEW_MS ?? 0)

if (SKEW_MS) {
  const now = Date.now.bind(Date)
  const skewed = () => now() + SKEW_MS
  globalThis.Date = class extends Date {
    constructor(...moment: unknown[]) {
      super(...((moment.length ? moment : [skewed()]) as [number]))
    }

    static override now() {
      return skewed()
    }
  } as DateConstructor
}

/**
 * Puts this process' clock forward by TEST_CLOCK_SKEW milliseconds, or back.
 */
const skew = Number(process.env.TEST_CLOCK_SKEW ?? 0)
const RealDate = Date

class SkewedDate extends RealDate {
  static now() {
    return RealDate.now() + skew
  }

  constructor(...values: [] | [number]) {
    super(...((values.length > 0 ? values : [SkewedDate.now()]) as [number]))
  }
}

if (skew !== 0) globalThis.Date = SkewedDate as DateConstructor

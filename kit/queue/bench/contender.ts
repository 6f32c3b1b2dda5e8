/** The parts that both sides of a comparison share. */

export type Kind = 'noOp' | 'row'

/** The number of jobs in one bulk call. */
export const BULK = 1000

/** The first fifth of the jobs warms the program up, and is not measured. */
export const coldJobs = (count: number) => Math.floor(count / 5)

/** The payloads of `count` jobs, in bulks. */
export function numbers(count: number) {
  const all = Array.from({ length: count }, (_, number) => ({ number }))
  const bulks = []
  for (let start = 0; start < count; start += BULK) bulks.push(all.slice(start, start + BULK))
  return bulks
}

/**
 * Calls `act` `count` times, one call after another, after a fifth as many calls that are not measured.
 * @param settled waits until the calls have fully taken effect; its time is measured too
 * @returns calls per second
 */
export async function rateOf(
  count: number,
  act: (number: number) => Promise<unknown>,
  settled = async () => {}
) {
  for (let number = 0; number < coldJobs(count); number++) await act(number)
  await settled()
  const started = performance.now()
  for (let number = 0; number < count; number++) await act(number)
  await settled()
  return (count / (performance.now() - started)) * 1000
}

/** The number of jobs per second when they are dispatched a thousand at a time. */
export async function bulkRateOf(
  count: number,
  add: (payloads: { number: number }[]) => Promise<unknown>,
  settled?: () => Promise<void>
) {
  const [some] = numbers(BULK)
  return BULK * (await rateOf(count / BULK, () => add(some), settled))
}

/** Computes the jobs per second when all jobs are done, from the end of the warm-up on. */
export class Finish {
  #done = 0
  #warm = 0
  #finished = Promise.withResolvers<number>()

  readonly #total: number

  constructor(total: number) {
    this.#total = total
  }

  get rate() {
    return this.#finished.promise
  }

  count() {
    this.#done++
    if (this.#done === coldJobs(this.#total)) this.#warm = performance.now()
    if (this.#done === this.#total) {
      const jobs = this.#total - coldJobs(this.#total)
      this.#finished.resolve((jobs / (performance.now() - this.#warm)) * 1000)
    }
  }
}

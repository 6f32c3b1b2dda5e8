/** What both sides of a comparison do alike. */

export type Kind = 'noOp' | 'row'

/** Jobs in one call of a bulk. */
export const BULK = 1000

/** What comes before is a program that is not warm yet: a fifth of the jobs. */
export const coldJobs = (count: number) => Math.floor(count / 5)

/** The payloads of so many jobs, in bulks. */
export function numbers(count: number) {
  const all = Array.from({ length: count }, (_, number) => ({ number }))
  const bulks = []
  for (let start = 0; start < count; start += BULK) bulks.push(all.slice(start, start + BULK))
  return bulks
}

/**
 * Does it so many times, one after the other, after a fifth of that which does not count.
 * @param settled what has to be done besides before it counts
 * @returns how often a second
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

/** The rate of jobs that are handed over a thousand at a time. */
export async function bulkRateOf(
  count: number,
  add: (payloads: { number: number }[]) => Promise<unknown>,
  settled?: () => Promise<void>
) {
  const [some] = numbers(BULK)
  return BULK * (await rateOf(count / BULK, () => add(some), settled))
}

/** Tells when all jobs are done how many it was a second, from the end of the cold ones on. */
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

import { performance } from 'node:perf_hooks'

/** A dispatch is given up when PostgreSQL has not answered any dispatch for this time. */
const PATIENCE_MS = 2000
/** A dispatch is given up after this time, even if PostgreSQL still answers others. */
const LONGEST_WAIT_MS = 30_000
const LOOK_EVERY_MS = 100

/** PostgreSQL has not answered in time. */
export class NoAnswer extends Error {}

interface Waiting {
  since: number
  begin: () => void
  giveUp: (reason: NoAnswer) => void
}

/**
 * Limits how many dispatches use PostgreSQL at the same time. A waiting dispatch needs no connection, and its wait does
 * not count towards its time limit. It is given up when PostgreSQL no longer answers any dispatch.
 */
export class DispatchLimiter {
  #free: number
  #waiting: Waiting[] = []
  #answeredAt = -Infinity
  #watch?: NodeJS.Timeout

  /**
   * @param places the largest number of concurrent dispatches
   */
  constructor(places: number) {
    this.#free = places
  }

  /**
   * @param limit milliseconds from the start of `dispatch`
   * @throws NoAnswer, and any error of `dispatch`
   */
  async run<Result>(dispatch: () => Promise<Result>, limit = PATIENCE_MS): Promise<Result> {
    await this.#turn()
    try {
      const result = await within(limit, dispatch())
      this.#answeredAt = performance.now()
      return result
    } finally {
      this.#next()
    }
  }

  #turn() {
    if (this.#free > 0) {
      this.#free--
      return
    }
    return new Promise<void>((resolve, reject) => {
      this.#waiting.push({ since: performance.now(), begin: resolve, giveUp: reject })
      this.#watch ??= setInterval(() => this.#look(), LOOK_EVERY_MS)
    })
  }

  #next() {
    const first = this.#waiting.shift()
    if (first) first.begin()
    else this.#free++
    this.#rest()
  }

  #look() {
    const now = performance.now()
    const isLate = ({ since }: Waiting) =>
      now > Math.max(since, this.#answeredAt) + PATIENCE_MS || now > since + LONGEST_WAIT_MS
    const late = this.#waiting.filter(isLate)
    this.#waiting = this.#waiting.filter((one) => !late.includes(one))
    late.forEach(({ since, giveUp }) => giveUp(noAnswerIn(Math.round(now - since))))
    this.#rest()
  }

  #rest() {
    if (this.#waiting.length > 0) return
    clearInterval(this.#watch)
    this.#watch = undefined
  }
}

/**
 * @throws NoAnswer after `limit` milliseconds; a later result is ignored
 */
export async function within<Result>(limit: number, doing: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(noAnswerIn(limit)), limit)
  })
  return Promise.race([doing, tooLate]).finally(() => clearTimeout(timer))
}

function noAnswerIn(milliseconds: number) {
  return new NoAnswer(`no answer within ${milliseconds} ms`)
}

import { performance } from 'node:perf_hooks'

const MEASURE_EVERY_MS = 30_000
/** A slower answer says too little of the moment at which it was given. */
const SLOW_ANSWER_MS = 500

/**
 * What time it is for the broker. BullMQ goes by the clock of each worker: one that is five minutes off would run
 * delayed jobs early, or take jobs away that run elsewhere. This one follows the broker's clock, and between two
 * measurements the time since the process was started, so it does not see when the machine's own clock is set.
 */
export class BrokerClock {
  #ahead?: number
  #measured = -Infinity
  #timer?: NodeJS.Timeout

  /**
   * @param ask the broker's clock, in milliseconds since 1970
   */
  constructor(private ask: () => Promise<number>) {}

  get isFresh() {
    return performance.now() - this.#measured < MEASURE_EVERY_MS
  }

  async measure() {
    const asked = performance.now()
    const answer = await this.ask()
    const answered = performance.now()
    if (this.#ahead !== undefined && answered - asked > SLOW_ANSWER_MS) return

    this.#ahead = answer - (asked + answered) / 2
    this.#measured = answered
  }

  /** Measures until `stop`; a failure leaves what was measured before. */
  keepMeasuring() {
    this.#timer ??= setInterval(() => this.measure().catch(() => undefined), MEASURE_EVERY_MS)
    this.#timer.unref()
  }

  stop() {
    clearInterval(this.#timer)
  }

  now() {
    return this.toBroker(Date.now())
  }

  /** An instant of this machine's clock as one of the broker's. Milliseconds since 1970, both. */
  toBroker(instant: number) {
    return Math.round(instant + this.#shift)
  }

  fromBroker(instant: number) {
    return Math.round(instant - this.#shift)
  }

  get #shift() {
    return this.#ahead === undefined ? 0 : this.#ahead + performance.now() - Date.now()
  }
}

/** Tells an instant from the other numbers that BullMQ passes, such as durations and counts. */
export function isInstant(value: unknown): value is number {
  return typeof value === 'number' && value > 1e12 && value < 1e13
}

import { performance } from 'node:perf_hooks'

const MEASURE_EVERY_MS = 30_000
/** A slower answer is not precise enough to set the clock. */
const SLOW_ANSWER_MS = 500

/**
 * The broker's time. BullMQ uses the clock of each worker: with a clock that is five minutes off, a worker would run
 * delayed jobs early, or take over jobs that run elsewhere. This class measures the broker's clock. Between two
 * measurements it uses `performance.now()`, which does not change when the machine's clock is set.
 */
export class BrokerClock {
  #ahead?: number
  #measured = -Infinity
  #timer?: NodeJS.Timeout

  /**
   * @param ask returns the broker's time, in milliseconds since 1970
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

  /** Measures regularly until `stop`. After a failure the last measurement stays in use. */
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

  /** Converts a time of this machine's clock to the broker's clock. Both are in milliseconds since 1970. */
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

/** Distinguishes a time from the other numbers that BullMQ passes, such as durations and counts. */
export function isInstant(value: unknown): value is number {
  return typeof value === 'number' && value > 1e12 && value < 1e13
}

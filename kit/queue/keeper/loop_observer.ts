import { monotonicNow } from '#queue/keeper/held_jobs'

const MISSED = 3

/**
 * Watches from another thread whether the event loop of the main thread turns.
 */
export class LoopObserver {
  #ticks = -1
  #since = monotonicNow()
  #looked = monotonicNow()

  /**
   * @param every how often the main thread ticks, and this thread looks, in milliseconds
   */
  constructor(
    private ticks: () => number,
    private every: number
  ) {}

  /**
   * @returns since when the event loop has been blocked, by `monotonicNow`; undefined if it turns
   */
  look(): number | undefined {
    const now = monotonicNow()
    // A frozen process has not blocked its event loop, so the time for which this thread stood still does not count.
    this.#since += Math.max(0, now - this.#looked - MISSED * this.every)
    this.#looked = now
    const ticks = this.ticks()
    if (ticks !== this.#ticks) this.#since = now
    this.#ticks = ticks
    return now - this.#since > MISSED * this.every ? this.#since : undefined
  }
}

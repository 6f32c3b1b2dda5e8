import { performance } from 'node:perf_hooks'

/** A prefetched job should begin within this time, estimated from the average duration of the last jobs. */
const SOON_MS = 5
/** Longer than a requested job takes to arrive after the one before it. */
const LOOK_AGAIN_MS = 50
/** The weight of the newest job in the moving average. */
const WEIGHT = 0.1
/** The assumed average when the worker does not know its jobs yet, or held some for too long: it prefetches nothing. */
const UNKNOWN_MS = 1000

export interface PrefetchOptions {
  /** How many jobs run at a time. */
  places: number
  /** The most jobs that the worker holds, running or prefetched. */
  most: number
  /** After this many milliseconds the lease of a prefetched job may be lost. */
  stale: number
}

interface Waiting {
  since: number
  settle: (begins: boolean) => void
}

/**
 * Short jobs are prefetched before a slot is free, so that the next job is there as soon as one has ended. When jobs
 * take longer, the prefetched jobs are released for other workers, in their order.
 */
export class Prefetch {
  #running = 0
  #waiting: Waiting[] = []
  #mean = UNKNOWN_MS
  #isClosed = false
  #later?: NodeJS.Timeout

  /**
   * @param worker its `concurrency` is set to the number of jobs to hold
   */
  constructor(
    private worker: { concurrency: number },
    private options: PrefetchOptions
  ) {}

  /**
   * @returns false when the job must be released
   */
  begin(): boolean | Promise<boolean> {
    if (!this.#hasPlace) return this.#wait()
    this.#running++
    return true
  }

  /**
   * @param started a time of `performance.now()`
   */
  end(started: number) {
    const now = performance.now()
    this.#learn(this.#mean + (now - started - this.#mean) * WEIGHT)
    this.#running--
    if (now - this.#waiting[0]?.since > this.options.stale) this.#release()
    this.#fill()
  }

  /** From now on no job begins. The prefetched jobs are released, and so are the jobs that still arrive. */
  close() {
    this.#isClosed = true
    clearTimeout(this.#later)
    this.#later = undefined
    this.#lookLater()
  }

  open() {
    this.#isClosed = false
    this.#fill()
  }

  get #hasPlace() {
    return !this.#isClosed && this.#running < this.options.places
  }

  #learn(mean: number) {
    this.#mean = mean
    const { places, most } = this.options
    const soon = mean < SOON_MS ? Math.floor((SOON_MS * places) / mean) : 0
    this.worker.concurrency = Math.max(places, Math.min(places + soon, most))
  }

  #fill() {
    while (this.#hasPlace && this.#waiting.length > 0) {
      this.#running++
      this.#waiting.shift()!.settle(true)
    }
  }

  #wait() {
    return new Promise<boolean>((settle) => {
      this.#waiting.push({ since: performance.now(), settle })
      this.#lookLater()
    })
  }

  /**
   * A job that blocks the event loop causes no release: the prefetched jobs begin when it ends. While requested jobs
   * still arrive nothing is released either: the late ones would be released after the others, and go before them.
   */
  #lookLater() {
    const [first] = this.#waiting
    const last = this.#waiting.at(-1)
    if (!first) return
    this.#later ??= setTimeout(() => {
      this.#later = undefined
      const isSlow = this.#waiting[0] === first || this.#mean >= SOON_MS
      if (isSlow && this.#waiting.at(-1) === last) this.#release()
      this.#lookLater()
    }, LOOK_AGAIN_MS)
  }

  /** Releases the newest job first, because each one goes to the front of its queue. */
  #release() {
    this.#learn(UNKNOWN_MS)
    for (const { settle } of this.#waiting.splice(0).reverse()) settle(false)
  }
}

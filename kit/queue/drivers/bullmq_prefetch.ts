import { performance } from 'node:perf_hooks'

/** Within how many milliseconds what is fetched ahead is to begin, by the mean of the last jobs. */
const SOON_MS = 5
/** Longer than what a worker has asked for is on its way. */
const LOOK_AGAIN_MS = 50
/** Of the newest job in the mean. */
const WEIGHT = 0.1
/** Nothing is fetched ahead by a worker that does not know its jobs, or has held some for too long. */
const UNKNOWN_MS = 1000

export interface PrefetchOptions {
  /** How many jobs run at a time. */
  places: number
  /** How many the worker holds, where that is more. */
  most: number
  /** After how many milliseconds one that was held may not be this worker's any more. */
  stale: number
}

interface Waiting {
  since: number
  settle: (begins: boolean) => void
}

/**
 * Short jobs are fetched before there is a place for them, so that the next one is there when one has ended. When jobs
 * take longer, what waits here goes back for other workers, in its order.
 */
export class Prefetch {
  #running = 0
  #line: Waiting[] = []
  #mean = UNKNOWN_MS
  #isClosed = false
  #later?: NodeJS.Timeout

  /**
   * @param worker whose concurrency is how many jobs it holds
   */
  constructor(
    private worker: { concurrency: number },
    private options: PrefetchOptions
  ) {}

  /**
   * @returns false when the job is to be handed back
   */
  begin(): boolean | Promise<boolean> {
    if (!this.#hasPlace) return this.#wait()
    this.#running++
    return true
  }

  /**
   * @param started by `performance.now()`
   */
  end(started: number) {
    const now = performance.now()
    this.#learn(this.#mean + (now - started - this.#mean) * WEIGHT)
    this.#running--
    if (now - this.#line[0]?.since > this.options.stale) this.#handBack()
    this.#fill()
  }

  /** From now on no job begins. What has come goes back, with what is on its way. */
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
    while (this.#hasPlace && this.#line.length > 0) {
      this.#running++
      this.#line.shift()!.settle(true)
    }
  }

  #wait() {
    return new Promise<boolean>((settle) => {
      this.#line.push({ since: performance.now(), settle })
      this.#lookLater()
    })
  }

  /** That a job blocks the event loop is no reason: the next ones begin when it ends. */
  #lookLater() {
    const [first] = this.#line
    if (!first) return
    this.#later ??= setTimeout(() => {
      this.#later = undefined
      if (this.#line[0] === first || this.#mean >= SOON_MS) this.#handBack()
      this.#lookLater()
    }, LOOK_AGAIN_MS)
  }

  /** The newest first, for each goes to the front of its queue. */
  #handBack() {
    this.#learn(UNKNOWN_MS)
    for (const { settle } of this.#line.splice(0).reverse()) settle(false)
  }
}

interface Waiting {
  queue: string
  begin: () => void
}

/**
 * The places of a worker in which jobs run. While all are taken, the next free one goes to the queue whose turn it
 * is: queues without a weight come first, in their order; among those with one, each gets its share.
 */
export class Slots {
  #free: number
  #waiting: Waiting[] = []
  /** How much each queue has had, by its weight: the one that has had least is next. */
  #turns = new Map<string, number>()

  /**
   * @param weights of each queue, in order; undefined is strictly before all that follow
   */
  constructor(
    places: number,
    private weights: Map<string, number | undefined>
  ) {
    this.#free = places
  }

  /** How many jobs wait for a place. */
  get waiting() {
    return this.#waiting.length
  }

  /**
   * @returns how to give the place back, or undefined when the signal was aborted first
   */
  async take(queue: string, signal: AbortSignal): Promise<(() => void) | undefined> {
    if (signal.aborted) return undefined
    if (this.#free > 0) this.#begin(queue)
    else if (!(await this.#wait(queue, signal))) return undefined

    let isTaken = true
    return () => {
      if (isTaken) this.#release()
      isTaken = false
    }
  }

  #wait(queue: string, signal: AbortSignal) {
    return new Promise<boolean>((resolve) => {
      const waiting = { queue, begin: () => settle(true) }
      const giveUp = () => settle(false)
      const settle = (begins: boolean) => {
        signal.removeEventListener('abort', giveUp)
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        resolve(begins)
      }
      this.#waiting.push(waiting)
      signal.addEventListener('abort', giveUp)
    })
  }

  #release() {
    this.#free++
    const next = this.#next()
    if (!next) return
    this.#begin(next.queue)
    next.begin()
  }

  #begin(queue: string) {
    this.#free--
    const weight = this.weights.get(queue)
    if (weight) this.#turns.set(queue, this.#turnOf(queue) + 1 / weight)
  }

  #next() {
    for (const [queue, weight] of this.weights) {
      const first = weight === undefined && this.#waiting.find((one) => one.queue === queue)
      if (first) return first
    }
    return this.#waiting.reduce<Waiting | undefined>(
      (best, one) => (best && this.#turnOf(best.queue) <= this.#turnOf(one.queue) ? best : one),
      undefined
    )
  }

  /** A queue that had no jobs for a while does not catch up. */
  #turnOf(queue: string) {
    const others = this.#waiting.map((one) => this.#turns.get(one.queue) ?? 0)
    const own = this.#turns.get(queue) ?? 0
    return others.length ? Math.max(own, Math.min(...others) - 1) : own
  }
}

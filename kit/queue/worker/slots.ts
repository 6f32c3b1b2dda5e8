import { performance } from 'node:perf_hooks'
import { QueueTurns } from '#queue/worker/queue_turns'
import type { CancellationSource } from '#queue/cancellation'
import type { QueueWeights } from '#queue/worker/queue_weights'

interface Waiting {
  queue: string
  begin: () => void
}

/** How long a busy broker may take to deliver the next job of a queue. */
const SUCCESSOR_WITHIN_MS = 100

/**
 * The slots of a worker, in which its jobs run. When all are taken, the next free slot goes to the queue whose turn it
 * is.
 *
 * A broker delivers the next job of a queue only after one has ended. Until it arrives, the slot stays reserved if it
 * is the turn of that queue. Otherwise a waiting job of another queue would always be next.
 */
export class Slots {
  #free: number
  #waiting: Waiting[] = []
  #turns: QueueTurns
  /** The times until which the next jobs of each queue are expected, by `performance.now()` and in order. */
  #expected = new Map<string, number[]>()
  #later?: NodeJS.Timeout

  constructor(places: number, weights: QueueWeights) {
    this.#free = places
    this.#turns = new QueueTurns(weights)
  }

  /**
   * @returns false when the job was cancelled before it got a slot
   */
  take(queue: string, cancellation: CancellationSource): boolean | Promise<boolean> {
    if (cancellation.reason) return false
    this.#expected.get(queue)?.shift()
    if (!this.#hasPlaceFor(queue)) return this.#wait(queue, cancellation)
    this.#begin(queue)
    return true
  }

  /** Frees the slot of a job of the queue. */
  release(queue: string) {
    this.#free++
    this.#expect(queue)
    this.#fill()
  }

  /** Whether there is a slot for this job and for every other job that waits or is expected. */
  #hasPlaceFor(queue: string) {
    let others = this.#waiting.length
    for (const [other, moments] of this.#expected) others += other === queue ? 0 : moments.length
    return this.#free > others
  }

  #wait(queue: string, cancellation: CancellationSource) {
    return new Promise<boolean>((resolve) => {
      const waiting = { queue, begin: () => settle(true) }
      const giveUp = () => settle(false)
      const settle = (begins: boolean) => {
        cancellation.offCancelled(giveUp)
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        resolve(begins)
      }
      this.#waiting.push(waiting)
      cancellation.onCancelled(giveUp)
      this.#fill()
    })
  }

  #expect(queue: string) {
    const moments = this.#expected.get(queue) ?? []
    moments.push(performance.now() + SUCCESSOR_WITHIN_MS)
    this.#expected.set(queue, moments)
  }

  /** Gives each free slot to the next waiting job, or reserves it for a job that is expected. */
  #fill() {
    if (this.#waiting.length === 0) return
    this.#forgetLate()
    const coming = new Map([...this.#expected].map(([queue, { length }]) => [queue, length]))
    const turns = this.#turns.copy()
    for (let places = this.#free; places > 0; places--) {
      const queue = turns.first((one) => this.#waits(one) !== undefined || !!coming.get(one))
      if (queue === undefined) return
      turns.take(queue)
      const waiting = this.#waits(queue)
      if (waiting) {
        this.#begin(queue)
        waiting.begin()
      } else {
        coming.set(queue, coming.get(queue)! - 1)
        this.#fillLater()
      }
    }
  }

  #begin(queue: string) {
    this.#free--
    this.#turns.take(queue)
  }

  #waits(queue: string) {
    return this.#waiting.find((one) => one.queue === queue)
  }

  #forgetLate() {
    const now = performance.now()
    for (const moments of this.#expected.values()) {
      while (moments[0] < now) moments.shift()
    }
  }

  #fillLater() {
    this.#later ??= setTimeout(() => {
      this.#later = undefined
      this.#fill()
    }, SUCCESSOR_WITHIN_MS)
  }
}

import { performance } from 'node:perf_hooks'
import { QueueTurns } from '#queue/worker/queue_turns'
import type { Stop } from '#queue/stop'
import type { QueueWeights } from '#queue/worker/queue_weights'

interface Waiting {
  queue: string
  begin: () => void
}

/** What a busy broker may take to bring the next job of a queue. */
const SUCCESSOR_WITHIN_MS = 100

/**
 * The places of a worker in which jobs run. While all are taken, the next free one goes to the queue whose turn it is.
 *
 * A broker brings the next job of a queue when one has ended, and not before. Until then the place is kept, where it is
 * the turn of that queue: else a job of another queue, which waits already, would always be the next.
 */
export class Slots {
  #free: number
  #waiting: Waiting[] = []
  #turns: QueueTurns
  /** Until when the next jobs of a queue are expected: moments of `performance.now()`, in order. */
  #expected = new Map<string, number[]>()
  #later?: NodeJS.Timeout

  constructor(places: number, weights: QueueWeights) {
    this.#free = places
    this.#turns = new QueueTurns(weights)
  }

  /**
   * @returns false when it was asked to stop first
   */
  take(queue: string, stop: Stop): boolean | Promise<boolean> {
    if (stop.reason) return false
    this.#expected.get(queue)?.shift()
    if (!this.#hasPlaceFor(queue)) return this.#wait(queue, stop)
    this.#begin(queue)
    return true
  }

  /** Gives a place back that a job of the queue has taken. */
  release(queue: string) {
    this.#free++
    this.#expect(queue)
    this.#fill()
  }

  /** Whoever comes first, there is one for all. */
  #hasPlaceFor(queue: string) {
    let others = this.#waiting.length
    for (const [other, moments] of this.#expected) others += other === queue ? 0 : moments.length
    return this.#free > others
  }

  #wait(queue: string, stop: Stop) {
    return new Promise<boolean>((resolve) => {
      const waiting = { queue, begin: () => settle(true) }
      const giveUp = () => settle(false)
      const settle = (begins: boolean) => {
        stop.forget(giveUp)
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        resolve(begins)
      }
      this.#waiting.push(waiting)
      stop.onAsked(giveUp)
      this.#fill()
    })
  }

  #expect(queue: string) {
    const moments = this.#expected.get(queue) ?? []
    moments.push(performance.now() + SUCCESSOR_WITHIN_MS)
    this.#expected.set(queue, moments)
  }

  /** Gives each free place to who is next, or keeps it for them. */
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

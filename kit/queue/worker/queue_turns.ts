import type { QueueWeights } from '#queue/worker/queue_weights'

/**
 * Decides which queue is next. Queues without a weight come first, in their order; the others share the turns by
 * weight. A queue that had no jobs for a while does not catch up (start-time fair queueing, Goyal et al. 1996).
 */
export class QueueTurns {
  constructor(
    private weights: QueueWeights,
    /** The earliest start of each queue's next turn, in turns of a queue whose weight is 1. */
    private next = new Map<string, number>(),
    private now = 0
  ) {}

  copy() {
    return new QueueTurns(this.weights, new Map(this.next), this.now)
  }

  /**
   * @param wants whether the queue has a job to begin
   * @returns undefined when no queue has one
   */
  first(wants: (queue: string) => boolean) {
    let first: string | undefined
    for (const [queue, weight] of this.weights) {
      if (!wants(queue)) continue
      if (weight === undefined) return queue
      if (first === undefined || this.#startOf(queue) < this.#startOf(first)) first = queue
    }
    return first
  }

  take(queue: string) {
    const weight = this.weights.get(queue)
    if (!weight) return
    this.now = this.#startOf(queue)
    this.next.set(queue, this.now + 1 / weight)
  }

  #startOf(queue: string) {
    return Math.max(this.next.get(queue) ?? 0, this.now)
  }
}

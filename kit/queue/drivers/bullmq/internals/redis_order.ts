import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Keeps jobs in the order in which Redis returned them. BullMQ handles the results of some scripts faster than those of
 * others, so of two jobs that arrive together, the second could overtake the first. A job from another script waits
 * until the earlier jobs have passed.
 */
export class RedisOrder {
  #script?: string
  #turn?: Promise<unknown>

  /** @returns the answer, or a promise of it when its job has to wait for its turn */
  pass<Answer>(script: string, answer: Answer): Answer | Promise<Answer> {
    if (!hasJob(answer)) return answer
    if (script !== this.#script) this.#wait()
    this.#script = script
    return this.#turn ? this.#turn.then(() => answer) : answer
  }

  #wait() {
    const turn = Promise.resolve(this.#turn).then(() => nextTurn())
    this.#turn = turn
    void turn.then(() => {
      if (this.#turn === turn) this.#turn = undefined
    })
  }
}

function hasJob(answer: unknown) {
  return Array.isArray(answer) && Array.isArray(answer[0])
}

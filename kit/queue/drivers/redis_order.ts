import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Keeps jobs in the order in which Redis gave them. BullMQ takes longer over what some scripts answer than over others,
 * and of two jobs that come together one would overtake the other: that of another script waits until the ones before it
 * are through.
 */
export class RedisOrder {
  #script?: string
  #turn?: Promise<unknown>

  /** @returns the answer, with a job in its turn */
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

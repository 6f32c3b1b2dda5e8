import type { CancellationSource } from '#queue/cancellation'

interface Waiting {
  alone: boolean
  begin: () => void
}

/**
 * Lets jobs run side by side, except possible crashers: a job that may have ended a worker runs alone, and no other job
 * begins while one waits. A possible crasher that has waited for too long begins anyway, so nothing waits for ever.
 */
export class Solitude {
  /** Only jobs that began in this round count as running. */
  #round = 1
  #running = 0
  #isAlone = false
  #waiting: Waiting[] = []

  /**
   * @param patience milliseconds after which a possible crasher begins, whatever runs; undefined for any other job
   * @returns the round, for `leave`; 0 when the job was cancelled before it began
   */
  enter(cancellation: CancellationSource, patience?: number): number | Promise<number> {
    const alone = patience !== undefined
    if (cancellation.reason) return 0
    if (this.#waiting.length > 0 || !this.#mayBegin(alone))
      return this.#wait(cancellation, patience)
    return this.#begin(alone)
  }

  leave(round: number) {
    if (round !== this.#round) return
    this.#running--
    this.#isAlone = false
    this.#fill()
  }

  /** The jobs that run now do not hold up others any more. */
  share() {
    this.#round++
    this.#running = 0
    this.#isAlone = false
    this.#fill()
  }

  #mayBegin(alone: boolean) {
    return !this.#isAlone && (!alone || this.#running === 0)
  }

  #begin(alone: boolean) {
    this.#running++
    this.#isAlone = alone
    return this.#round
  }

  #wait(cancellation: CancellationSource, patience?: number) {
    return new Promise<number>((resolve) => {
      const alone = patience !== undefined
      const waiting = { alone, begin: () => settle(this.#begin(alone)) }
      const giveUp = () => settle(0)
      const late = alone ? setInterval(() => this.#isAlone || this.share(), patience) : undefined
      const settle = (round: number) => {
        clearInterval(late)
        cancellation.offCancelled(giveUp)
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        resolve(round)
        if (round === 0) this.#fill()
      }
      this.#waiting.push(waiting)
      cancellation.onCancelled(giveUp)
    })
  }

  /** Begins the possible crashers first, one after another. */
  #fill() {
    for (;;) {
      const next = this.#waiting.find(({ alone }) => alone) ?? this.#waiting[0]
      if (!next || !this.#mayBegin(next.alone)) return
      next.begin()
    }
  }
}

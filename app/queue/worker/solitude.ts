import type { Stop } from '#queue/stop'

interface Waiting {
  alone: boolean
  begin: () => void
}

/**
 * Lets jobs run beside each other, and those alone that are suspected of having ended a worker: as long as one of these
 * waits no other job begins. Nobody waits for ever: who has been there for long is not counted any more.
 */
export class Solitude {
  /** The round of the jobs that count; jobs of an earlier round do not. */
  #round = 1
  #running = 0
  #isAlone = false
  #waiting: Waiting[] = []

  /**
   * @param patience after how many milliseconds a suspect begins, whatever runs
   * @returns what to give to `leave`, or 0 when it was asked to stop first
   */
  enter(stop: Stop, patience?: number): number | Promise<number> {
    const alone = patience !== undefined
    if (stop.reason) return 0
    if (this.#waiting.length > 0 || !this.#mayBegin(alone)) return this.#wait(stop, patience)
    return this.#begin(alone)
  }

  leave(round: number) {
    if (round !== this.#round) return
    this.#running--
    this.#isAlone = false
    this.#fill()
  }

  /** Those who run now do not keep anybody from beginning. */
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

  #wait(stop: Stop, patience?: number) {
    return new Promise<number>((resolve) => {
      const alone = patience !== undefined
      const waiting = { alone, begin: () => settle(this.#begin(alone)) }
      const giveUp = () => settle(0)
      const late = alone ? setInterval(() => this.#isAlone || this.share(), patience) : undefined
      const settle = (round: number) => {
        clearInterval(late)
        stop.forget(giveUp)
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        resolve(round)
        if (round === 0) this.#fill()
      }
      this.#waiting.push(waiting)
      stop.onAsked(giveUp)
    })
  }

  /** The suspects first, one after another. */
  #fill() {
    for (;;) {
      const next = this.#waiting.find(({ alone }) => alone) ?? this.#waiting[0]
      if (!next || !this.#mayBegin(next.alone)) return
      next.begin()
    }
  }
}

import type { Fleet } from '#queue/tests/chaos/fleet'
import { readCounts } from '#queue/tests/chaos/ledger'

const SAY_EVERY_MS = 10_000

/**
 * Prints the progress of a round.
 */
export class Progress {
  #started = performance.now()
  #timer = setInterval(() => this.#sayCounts().catch(() => undefined), SAY_EVERY_MS)

  constructor(
    private broker: string,
    private fleet: Pick<Fleet, 'killed'>
  ) {}

  get seconds() {
    return Math.round((performance.now() - this.#started) / 1000)
  }

  say(what: string) {
    console.log(`${this.broker} ${this.seconds} s: ${what}`)
  }

  end() {
    clearInterval(this.#timer)
  }

  async #sayCounts() {
    const { dispatched, completed } = await readCounts()
    this.say(`… ${dispatched} dispatched, ${completed} done, ${this.fleet.killed} workers killed`)
  }
}

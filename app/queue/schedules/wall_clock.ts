import { IANAZone } from 'luxon'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * What the clocks on the walls of a time zone show, in milliseconds as if the zone were UTC, so that a clock
 * which is put back or forward is plain arithmetic.
 */
export class WallClock {
  #zone: IANAZone

  /**
   * @param timezone an IANA name, such as "Europe/Madrid"
   */
  constructor(timezone: string) {
    this.#zone = IANAZone.create(timezone)
  }

  static knows(timezone: string) {
    return IANAZone.isValidZone(timezone)
  }

  at(instant: number) {
    return instant + this.#offset(instant)
  }

  /**
   * When the clocks show this: once, twice in the hour that is repeated, never in the hour that is left out.
   */
  instantsOf(wall: number): number[] {
    const [before, after] = [wall - this.#offset(wall - DAY), wall - this.#offset(wall + DAY)]
    return [...new Set([before, after])]
      .filter((instant) => this.at(instant) === wall)
      .sort((one, other) => one - other)
  }

  /**
   * The one instant that stands for what the clocks show: the first of two; and in the hour that is left out the
   * one that a clock shows which nobody has put forward yet (02:30 is 03:30).
   */
  instantOf(wall: number): number {
    return this.instantsOf(wall)[0] ?? wall - this.#offset(wall - DAY)
  }

  /**
   * By how much the clocks are changed close to this instant: 0 on nearly every day.
   */
  changeAround(instant: number) {
    const change = Math.abs(this.#offset(instant + DAY) - this.#offset(instant - DAY))
    const isNear = this.#offset(instant - change) !== this.#offset(instant + change)
    return isNear ? change : 0
  }

  #offset(instant: number) {
    return this.#zone.offset(instant) * MINUTE
  }
}

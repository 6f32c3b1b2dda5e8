import { IANAZone } from 'luxon'

const MINUTE = 60_000

/** Further than any change of the clocks: Samoa once left out a day. */
export const REACH_MS = 48 * 60 * MINUTE

/** From one offset of the clocks to another; all of it in milliseconds. */
export interface ClockChange {
  /** The first instant of the new offset. */
  at: number
  before: number
  after: number
}

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

  /**
   * The change of the clocks within two days of this instant: on nearly every day one from an offset to itself.
   */
  changeNear(instant: number): ClockChange {
    let [last, at] = [instant - REACH_MS, instant + REACH_MS]
    const [before, after] = [this.#offset(last), this.#offset(at)]
    while (before !== after && at - last > 1) {
      const middle = Math.floor((last + at) / 2)
      if (this.#offset(middle) === before) last = middle
      else at = middle
    }
    return { at, before, after }
  }

  #offset(instant: number) {
    return this.#zone.offset(instant) * MINUTE
  }
}

import { IANAZone } from 'luxon'

const MINUTE = 60_000

/** Longer than any clock change: Samoa once skipped a whole day. */
export const REACH_MS = 48 * 60 * MINUTE

/** A change from one UTC offset to another. All values are milliseconds. */
export interface ClockChange {
  /** The first instant of the new offset. */
  at: number
  before: number
  after: number
}

/**
 * The local time of a time zone, in milliseconds as if the zone were UTC. A clock change is then plain arithmetic.
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
   * Finds the clock change within two days of this instant. If there is none, both offsets of the result are equal.
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

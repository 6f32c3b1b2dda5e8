import { CronExpressionParser, type CronExpression } from 'cron-parser'
import { REACH_MS, WallClock, type ClockChange } from '#queue/schedules/wall_clock'

const HOURS_A_DAY = 24

/**
 * Computes the ticks of a cron expression. cron-parser works in local time only, and this class handles clock changes:
 * cron-parser would skip a day that has no midnight (São Paulo, 2018-11-04).
 *
 * An expression with certain hours has one tick for each local time: of a repeated time only the first counts, and a
 * tick in a skipped hour moves after the gap. An expression with every hour counts elapsed time: it has ticks in both
 * repeated hours, and none in a skipped hour.
 */
export class CronTimes {
  #expression: CronExpression
  #clock: WallClock
  #isOfEveryHour: boolean

  /**
   * @throws the error of cron-parser for an invalid expression
   */
  constructor(expression: string, timezone: string) {
    this.#expression = CronExpressionParser.parse(expression, { tz: 'UTC' })
    this.#clock = new WallClock(timezone)
    this.#isOfEveryHour = this.#expression.fields.hour.values.length === HOURS_A_DAY
  }

  /**
   * @returns the first tick after this instant, both in milliseconds since 1970
   * @throws when the expression has no further tick
   */
  next(after: number): number {
    const tick = this.#nextNear(after)
    if (tick < after + REACH_MS) return tick
    // The offset at that tick is not known yet, so the search continues from shortly before it.
    return this.next(tick - (REACH_MS * 3) / 4)
  }

  /**
   * Finds the first tick if it comes within two days. While the offset is constant, a tick is plain arithmetic.
   */
  #nextNear(after: number) {
    const change = this.#clock.changeNear(after)
    const byOld = this.#nextAt(change.before, after)
    if (byOld < change.at) return byOld

    const [end, start] = this.#endAndStart(change)
    const byNew = this.#nextAt(change.after, Math.max(after, start - 1))
    return byOld < end ? Math.min(byOld, byNew) : byNew
  }

  /**
   * The end of the old offset and the start of the new one. For an expression with certain hours, the two overlap for
   * the length of a skipped period, and leave a gap for the length of a repeated period.
   */
  #endAndStart({ at, before, after }: ClockChange) {
    if (this.#isOfEveryHour) return [at, at]
    return [at + Math.max(after - before, 0), at + Math.max(before - after, 0)]
  }

  #nextAt(offset: number, after: number) {
    this.#expression.reset(new Date(after + offset))
    return this.#expression.next().getTime() - offset
  }
}

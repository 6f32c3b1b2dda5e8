import { CronExpressionParser, type CronExpression } from 'cron-parser'
import { REACH_MS, WallClock, type ClockChange } from '#queue/schedules/wall_clock'

const HOURS_A_DAY = 24

/**
 * The ticks of a cron expression. cron-parser only reads what the clocks on the wall show; the changes of the clocks
 * are ours, for it leaves out a day whose midnight does not exist (São Paulo, 2018-11-04).
 *
 * An expression of certain hours comes once for each of them: first of two, and after the gap if it is in there. An
 * expression of every hour follows the time that passes: it comes in both of two hours, and in none that is left out.
 */
export class CronTimes {
  #expression: CronExpression
  #clock: WallClock
  #isOfEveryHour: boolean

  /**
   * @throws what cron-parser says about the expression
   */
  constructor(expression: string, timezone: string) {
    this.#expression = CronExpressionParser.parse(expression, { tz: 'UTC' })
    this.#clock = new WallClock(timezone)
    this.#isOfEveryHour = this.#expression.fields.hour.values.length === HOURS_A_DAY
  }

  /**
   * @returns the first tick after this instant, both in milliseconds since 1970
   * @throws when it never comes
   */
  next(after: number): number {
    const tick = this.#nextNear(after)
    if (tick < after + REACH_MS) return tick
    // What the clocks there show is not known yet, only that nothing comes until shortly before.
    return this.next(tick - (REACH_MS * 3) / 4)
  }

  /**
   * The first tick, if it comes within two days: while an offset holds, a tick is plain arithmetic.
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
   * Until when the old offset holds, and from when the new one. For certain hours both do for as long as is left out,
   * and neither for as long as is repeated.
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

import { CronExpressionParser, type CronExpression } from 'cron-parser'
import { WallClock } from '#queue/schedules/wall_clock'

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
  #instantsOf: (wall: number) => number[]

  /**
   * @throws what cron-parser says about the expression
   */
  constructor(expression: string, timezone: string) {
    this.#expression = CronExpressionParser.parse(expression, { tz: 'UTC' })
    this.#clock = new WallClock(timezone)

    const isOfEveryHour = this.#expression.fields.hour.values.length === HOURS_A_DAY
    this.#instantsOf = isOfEveryHour
      ? (wall) => this.#clock.instantsOf(wall)
      : (wall) => [this.#clock.instantOf(wall)]
  }

  /**
   * @returns the first tick after this instant, both in milliseconds since 1970
   * @throws when it never comes
   */
  next(after: number): number {
    // Close to a change, what the clocks show later may come earlier.
    const disorder = this.#clock.changeAround(after)
    let best = Infinity
    for (const wall of this.#walls(this.#clock.at(after) - disorder)) {
      if (best < Infinity && wall > this.#clock.at(best) + disorder) break
      const instants = this.#instantsOf(wall).filter((instant) => instant > after)
      best = Math.min(best, ...instants)
    }
    return best
  }

  *#walls(after: number) {
    this.#expression.reset(new Date(after))
    while (true) yield this.#expression.next().getTime()
  }
}

import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { ScheduleSchema } from '#database/schema'
import type { TickStatus, Timing } from '#queue/schedules/types'

const COUNTS = {
  ran: 'ranCount',
  late: 'lateCount',
  missed: 'missedCount',
  skipped: 'skippedCount',
} as const

/**
 * A schedule as the database keeps it: what the code last said of it, and what people changed meanwhile.
 */
export default class Schedule extends ScheduleSchema {
  static selfAssignPrimaryKey = true

  /** Whether the code says otherwise, and no scheduler has started with it yet. Only a list knows. */
  declare isChanged?: boolean

  /** When it is due: what people set, or else what the code says. */
  get timing(): Timing {
    return {
      cadence: this.cadenceOverride ?? this.cadence,
      timezone: this.timezoneOverride ?? this.timezone,
    }
  }

  get isRetimed() {
    return Boolean(this.cadenceOverride ?? this.timezoneOverride)
  }

  /** PostgreSQL's clock when the row was locked: the process' own may be wrong. In milliseconds since 1970. */
  get lockedAt(): number {
    return this.$extras.locked_at.getTime()
  }

  /**
   * The row, held by this transaction until it ends.
   */
  static async lock(name: string, trx: TransactionClientContract) {
    const schedule = await this.#locking(trx).where('name', name).forUpdate().firstOrFail()
    // What the clock said before the wait for the lock is too early.
    const { rows } = await trx.rawQuery('SELECT clock_timestamp() AS locked_at')
    schedule.$extras.locked_at = rows[0].locked_at
    return schedule
  }

  /**
   * One of these schedules that is due and that no other transaction holds, held by this one.
   */
  static lockDue(names: string[], trx: TransactionClientContract) {
    return this.#locking(trx)
      .whereIn('name', names)
      .where('next_run_at', '<=', db.raw('clock_timestamp()'))
      .orderBy('next_run_at')
      .forUpdate()
      .skipLocked()
      .first()
  }

  /**
   * @returns milliseconds until one of these schedules is due: negative when it is overdue, Infinity for never
   */
  static async untilNextDue(names: string[]): Promise<number> {
    const { rows } = await db.rawQuery(
      `SELECT 1000 * extract(epoch FROM min(next_run_at) - clock_timestamp())::float8 AS ms
       FROM schedules WHERE name = ANY(?)`,
      [names]
    )
    return rows[0].ms ?? Infinity
  }

  count(statuses: TickStatus[]) {
    for (const status of statuses) this[COUNTS[status]] += 1
    if (statuses.includes('ran') || statuses.includes('late')) {
      this.lastRunAt = DateTime.fromMillis(this.lockedAt)
    }
  }

  static #locking(trx: TransactionClientContract) {
    return this.query({ client: trx }).select('*', db.raw('clock_timestamp() AS locked_at'))
  }
}

import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { ScheduleSchema } from '#database/schema'
import { EVERY_QUEUE } from '#queue/control/pauses'
import type { TickStatus, Timing } from '#queue/schedules/types'

const COUNTS = {
  ran: 'ranCount',
  late: 'lateCount',
  missed: 'missedCount',
  skipped: 'skippedCount',
} as const

/** While every queue is paused, no tick fires: afterwards, those that are late count as missed. */
const NOT_PAUSED = 'NOT EXISTS (SELECT FROM queue_pauses WHERE queue = ?)'

/**
 * A schedule in the database: its last definition from the code, and the changes that operators made.
 */
export default class Schedule extends ScheduleSchema {
  static selfAssignPrimaryKey = true

  /** Whether the code has a definition that no scheduler has registered yet. Only set by `ScheduleControl.list`. */
  declare isChanged?: boolean

  /** The timing that an operator has set, otherwise the timing of the code. */
  get timing(): Timing {
    return {
      cadence: this.cadenceOverride ?? this.cadence,
      timezone: this.timezoneOverride ?? this.timezone,
    }
  }

  get isRetimed() {
    return Boolean(this.cadenceOverride ?? this.timezoneOverride)
  }

  /** PostgreSQL's time when the row was locked, in milliseconds since 1970. The clock of this process may be wrong. */
  get lockedAt(): number {
    return this.$extras.locked_at.getTime()
  }

  /**
   * Reads the row and locks it until the transaction ends.
   */
  static async lock(name: string, trx: TransactionClientContract) {
    const schedule = await this.#locking(trx).where('name', name).forUpdate().firstOrFail()
    // Reads the clock after the lock, because the wait for the lock may be long.
    const { rows } = await trx.rawQuery('SELECT clock_timestamp() AS locked_at')
    schedule.$extras.locked_at = rows[0].locked_at
    return schedule
  }

  /**
   * Finds one of these schedules that is due and not locked by another transaction, and locks it.
   */
  static lockDue(names: string[], trx: TransactionClientContract) {
    return this.#locking(trx)
      .whereIn('name', names)
      .where('next_run_at', '<=', db.raw('clock_timestamp()'))
      .whereRaw(NOT_PAUSED, [EVERY_QUEUE])
      .orderBy('next_run_at')
      .forUpdate()
      .skipLocked()
      .first()
  }

  /**
   * @returns milliseconds until one of these schedules is due: negative if overdue, Infinity if none will be due or every queue is paused
   */
  static async untilNextDue(names: string[]): Promise<number> {
    const { rows } = await db.rawQuery(
      `SELECT 1000 * extract(epoch FROM min(next_run_at) - clock_timestamp())::float8 AS ms
       FROM schedules WHERE name = ANY(?) AND ${NOT_PAUSED}`,
      [names, EVERY_QUEUE]
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

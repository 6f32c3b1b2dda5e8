import { isDeepStrictEqual } from 'node:util'
import { DateTime } from 'luxon'
import type { Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Schedule from '#queue/models/schedule'
import { cadenceOf } from '#queue/schedules/cadence'
import { fireDueTicks } from '#queue/schedules/firing'
import type { MissedTicks, ScheduleDefinition } from '#queue/schedules/types'
import type { QueueManager } from '#queue/queue_manager'

/**
 * Saves a schedule's definition from the code to the database. A tick that is already due stays due. A changed cadence
 * or time zone takes effect after the ticks that are due now, and removes the timing that an operator has set.
 * @returns the missed ticks of the old cadence, if there are any
 */
export function registerSchedule(
  definition: ScheduleDefinition,
  db: Database,
  queue: QueueManager
): Promise<MissedTicks | undefined> {
  return db.transaction(async (trx) => {
    await saveDefinition(definition, trx)
    const schedule = await Schedule.lock(definition.name, trx)

    const missed = await changeTiming(schedule, definition, queue)
    schedule.removedAt = null
    startIfIdle(schedule)
    await schedule.save()
    return missed
  })
}

/**
 * Schedules that were removed from the code keep their history, but are no longer due.
 */
export async function removeOtherSchedules(names: string[], db: Database) {
  await db.rawQuery(
    `UPDATE schedules SET removed_at = clock_timestamp(), next_run_at = NULL
     WHERE removed_at IS NULL AND NOT name = ANY(?)`,
    [names]
  )
}

/**
 * Whether the row in the database matches the definition in the code.
 */
export function isRegistered(schedule: Schedule, definition?: ScheduleDefinition) {
  if (!definition) return schedule.removedAt !== null

  const { name, job, queue, cadence, timezone, payload, withoutOverlapping } = schedule
  const saved = { name, job, queue, cadence, timezone, payload, withoutOverlapping }
  const isSame = isDeepStrictEqual(
    { ...saved, missed: schedule.missedPolicy },
    { ...definition, payload: JSON.parse(definition.payload) }
  )
  return isSame && !schedule.removedAt
}

/**
 * Sets the next tick of a schedule that is enabled and has no next tick.
 */
export function startIfIdle(schedule: Schedule) {
  if (!schedule.nextRunAt && schedule.enabled) {
    const next = cadenceOf(schedule.timing).next(schedule.lockedAt)
    schedule.nextRunAt = DateTime.fromMillis(next)
  }
}

async function saveDefinition(definition: ScheduleDefinition, trx: TransactionClientContract) {
  const { name, job, payload, queue, missed, withoutOverlapping, cadence, timezone } = definition
  await trx.rawQuery(
    `INSERT INTO schedules
       (name, job, payload, queue, missed_policy, without_overlapping, cadence, timezone, seen_at)
     VALUES (?, ?, ?::jsonb, ?, ?, ?, ?, ?, clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET
       job = excluded.job, payload = excluded.payload, queue = excluded.queue,
       missed_policy = excluded.missed_policy, without_overlapping = excluded.without_overlapping,
       seen_at = excluded.seen_at`,
    [name, job, payload, queue!, missed, withoutOverlapping, cadence, timezone]
  )
}

async function changeTiming(
  schedule: Schedule,
  { cadence, timezone }: ScheduleDefinition,
  queue: QueueManager
) {
  if (schedule.cadence === cadence && schedule.timezone === timezone) return

  const missed = await fireDueTicks(schedule, queue)
  schedule.merge({
    cadence,
    timezone,
    cadenceOverride: null,
    timezoneOverride: null,
    nextRunAt: null,
  })
  return missed
}

import { EVERY_QUEUE } from '#queue/control/pauses'
import { readStatus } from '#queue/control/read_status'
import type { QueueStatus } from '#queue/control/types'
import type { QueueContext } from '#queue/queue_context'

interface ScheduleFigures {
  name: string
  /** Whether it is in the code and no operator has disabled it, nor paused everything for maintenance. */
  isActive: boolean
  /** Seconds since the next run was due; 0 if it is not due yet. */
  overdue: number
  /** Ticks since the schedule was first registered. */
  ran: number
  late: number
  missed: number
  skipped: number
}

export interface QueueFigures extends QueueStatus {
  schedules: ScheduleFigures[]
}

const SCHEDULES = `
  SELECT name,
         enabled AND removed_at IS NULL AND NOT EXISTS (
           SELECT FROM queue_pauses WHERE queue = '${EVERY_QUEUE}') AS "isActive",
         greatest(extract(epoch FROM clock_timestamp() - next_run_at), 0)::float8 AS overdue,
         ran_count AS ran, late_count AS late, missed_count AS missed, skipped_count AS skipped
    FROM schedules ORDER BY name`

/**
 * The state of the queues, workers and schedules of all processes, for a monitor. It reads tables only, so it is the
 * same with every broker, and also answers while the broker is away.
 */
export async function readFigures(queue: QueueContext): Promise<QueueFigures> {
  const status = await readStatus(queue)
  const { rows } = await queue.store.connection.rawQuery<{ rows: ScheduleFigures[] }>(SCHEDULES)
  const schedules = rows.map((row) => ({ ...row, overdue: row.isActive ? (row.overdue ?? 0) : 0 }))
  return { ...status, schedules }
}

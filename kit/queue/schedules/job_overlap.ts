import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Schedule from '#queue/models/schedule'
import { heldByBroker } from '#queue/control/held_jobs'
import { LostRuns, type LostRun } from '#queue/control/lost_runs'
import { milliseconds } from '#queue/duration'
import type { QueueManager } from '#queue/queue_manager'

/** Looks at several jobs, because an operator may have run the schedule by hand since the last tick. */
const LAST_JOBS = 20

/** When the broker cannot tell whether a job is lost, the job counts as running for this time. */
const LONGEST_DOUBT_MS = 86_400_000

/**
 * Whether a job of this schedule has not ended yet. A lost job does not count: it would stay open in the run log, and
 * block the schedule for ever.
 */
export async function hasRunningJob(schedule: Schedule, queue: QueueManager) {
  const ids = await openJobs(schedule.name, schedule.$trx!)
  if (ids.length === 0) return false

  const runs = new LostRuns(queue)
  const unseen = await runs.among(ids, milliseconds(queue.config.lease))
  if (unseen.length < ids.length) return true

  const held = await heldBy(queue, unseen)
  if (held) return held.size > 0
  const old = await runs.among(ids, LONGEST_DOUBT_MS)
  return old.length < ids.length
}

async function openJobs(schedule: string, trx: TransactionClientContract): Promise<string[]> {
  const { rows } = await trx.rawQuery(
    `SELECT id FROM job_runs
     WHERE finished_at IS NULL AND id IN (
       SELECT job_id FROM schedule_ticks WHERE schedule = ? AND job_id IS NOT NULL
       ORDER BY due_at DESC LIMIT ${LAST_JOBS}
     )`,
    [schedule]
  )
  return rows.map(({ id }: { id: string }) => id)
}

/**
 * @returns undefined when unknown: with RabbitMQ, for jobs of another broker, and while the broker is unavailable
 */
async function heldBy({ config, driver }: QueueManager, runs: LostRun[]) {
  const isOurs = runs.every(({ connection }) => connection === config.connection)
  if (!isOurs || config.connection === 'sync') return undefined
  return heldByBroker(driver, runs).catch(() => undefined)
}

import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Schedule from '#queue/models/schedule'
import { heldByBroker } from '#queue/control/held_jobs'
import { LostRuns, type LostRun } from '#queue/control/lost_runs'
import { milliseconds } from '#queue/duration'
import type { QueueManager } from '#queue/queue_manager'

/** A person may have fired some by hand, so the last job alone does not tell. */
const LAST_JOBS = 20

/** So long a job counts as not ended that may be lost, where nobody can say. */
const LONGEST_DOUBT_MS = 86_400_000

/**
 * Whether a job that this schedule dispatched has not ended. One that is lost does not count, for the log would say
 * for ever that it runs.
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
 * @returns undefined where nobody can say: by RabbitMQ, of another broker's jobs, and while the broker is away
 */
async function heldBy({ config, driver }: QueueManager, runs: LostRun[]) {
  const isOurs = runs.every(({ connection }) => connection === config.connection)
  if (!isOurs || config.connection === 'sync') return undefined
  return heldByBroker(driver, runs).catch(() => undefined)
}

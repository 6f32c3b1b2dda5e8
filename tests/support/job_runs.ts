import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { eventually } from '#tests/support/eventually'

interface JobRunRow {
  id: string
  name: string
  queue: string
  status: string
  reason: string | null
  message: { payload: unknown; unknownSince?: number }
  attempt: number
  attempts: number
  crashes: number
  error: { name: string; message: string } | null
  progress: number | null
  progress_note: string | null
  available_at: Date
  started_at: Date | null
  finished_at: Date | null
  user_id: string | null
  request_id: string | null
  parent_id: string | null
}

/**
 * What the run log has, in the order of the dispatches.
 */
export async function jobRuns(): Promise<JobRunRow[]> {
  return db.from('job_runs').orderBy('id')
}

export async function jobRun(id: string): Promise<JobRunRow> {
  return db.from('job_runs').where('id', id).firstOrFail()
}

export function untilStatus(id: string, status: string, timeout?: number) {
  return eventually(async () => {
    const run: JobRunRow | undefined = await db.from('job_runs').where('id', id).first()
    return run?.status === status && run
  }, timeout)
}

/**
 * Empties the broker, the outbox and the run log.
 */
export async function forgetJobs() {
  for (const name of Object.keys(queue.config.queues)) {
    await queue.driver.clear(name).catch(() => undefined)
  }
  await db.rawQuery(
    `TRUNCATE bullmq.job, bullmq.event, job_runs, job_batches, job_locks, job_cancellations, queue_pauses CASCADE`
  )
}

import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { runBroker } from '#queue/tests/support/brokers/run_broker'
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
  worker: string | null
  dispatched_at: Date
  available_at: Date
  started_at: Date | null
  finished_at: Date | null
  user_id: string | null
  request_id: string | null
  parent_id: string | null
}

/**
 * The rows of the run log, in the order of dispatch.
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
 * Empties the broker. The outbox is emptied too, so that the relay does not send the lost jobs.
 */
export async function loseJobs() {
  if (queue.config.connection !== 'postgres') await runBroker().flush()
  await db.from('bullmq.job').delete()
}

/** After this time the jobs of a killed worker are back in their queue. */
const GIVEN_BACK_MS = 100

/**
 * Empties the broker, the outbox and the run log, because jobs that a test leaves would run in the next test.
 */
export async function forgetJobs() {
  await queue.log.flushed()
  if (queue.config.connection !== 'postgres') {
    await wait(GIVEN_BACK_MS)
    await runBroker().flush()
  }
  await db.rawQuery(
    `TRUNCATE bullmq.job, bullmq.event, job_runs, job_batches, job_locks, job_cancellations, job_crashes, queue_pauses CASCADE`
  )
}

import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { throughPostgres } from '#queue/pending_job'
import type { QueueContext } from '#queue/queue_context'
import type { Message, PendingJob, QueueConfig } from '#queue/types'

/** A row of `job_runs` that is sent to a broker again. */
export interface WaitingRun {
  id: string
  name: string
  queue: string
  message: Message
  attempt: number
  attempts: number
  backoff: number
  priority: number | null
  /** Milliseconds until it may run. */
  delay: number
}

/** The columns of a WaitingRun, selected from `job_runs AS run`. */
export const WAITING_RUN = `run.id, run.name, run.queue, run.message, run.attempt, run.attempts, run.backoff,
  run.priority, round(greatest(0, extract(epoch FROM run.available_at - clock_timestamp()) * 1000))::float8 AS delay`

/**
 * Sends runs to the broker through PostgreSQL. The broker may already have them, so each is marked as a possible
 * duplicate: its worker checks the run log before it runs the job.
 */
export async function enqueueRuns(
  { config, store }: QueueContext,
  runs: WaitingRun[],
  trx: TransactionClientContract
) {
  if (runs.length === 0) return
  const jobs = runs.map((run) => pendingJobOf(run, config))
  await store.enqueue(jobs, trx)
}

function pendingJobOf(run: WaitingRun, { connection }: QueueConfig): PendingJob {
  const { id, name, queue, message, attempt, attempts, backoff, priority, delay } = run
  const job: PendingJob = {
    id,
    connection,
    name,
    queue,
    message,
    attempts,
    backoff,
    delay,
    attempt,
    possibleDuplicate: true,
  }
  if (priority !== null && connection !== 'rabbitmq') job.priority = priority
  return throughPostgres(job)
}

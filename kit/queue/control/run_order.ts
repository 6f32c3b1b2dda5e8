import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { throughPostgres } from '#queue/envelope'
import type { QueueManager } from '#queue/queue_manager'
import type { Message, Order, QueueConfig } from '#queue/types'

/** A row of `job_runs`, to be handed to a broker again. */
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

/** Of `job_runs AS run`: the columns of a WaitingRun. */
export const WAITING_RUN = `run.id, run.name, run.queue, run.message, run.attempt, run.attempts, run.backoff,
  run.priority, round(greatest(0, extract(epoch FROM run.available_at - clock_timestamp()) * 1000))::float8 AS delay`

/**
 * Hands runs over to the broker, by way of PostgreSQL. They may be there already, so each is a suspect: its worker
 * asks the log before it runs it.
 */
export async function enqueueRuns(
  { config, store }: Pick<QueueManager, 'config' | 'store'>,
  runs: WaitingRun[],
  trx: TransactionClientContract
) {
  if (runs.length === 0) return
  const orders = runs.map((run) => orderOf(run, config))
  await store.enqueue(orders, trx)
}

function orderOf(run: WaitingRun, { connection }: QueueConfig): Order {
  const { id, name, queue, message, attempt, attempts, backoff, priority, delay } = run
  const order: Order = {
    id,
    connection,
    name,
    queue,
    message,
    attempts,
    backoff,
    delay,
    attempt,
    suspect: true,
  }
  if (priority !== null && connection !== 'rabbitmq') order.priority = priority
  return throughPostgres(order)
}

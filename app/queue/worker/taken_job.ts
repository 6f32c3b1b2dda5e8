import type { TakenJob } from '#queue/drivers/driver'
import type { RunningJobOfEvent } from '#queue/events'
import type { Order, QueueConfig } from '#queue/types'

/**
 * What the run log is to have of a job that it does not have yet.
 */
export function orderOf(taken: TakenJob, { connection }: QueueConfig): Order {
  const { id, name, queue, message, attempts, backoff } = taken
  return { id, name, queue, message, attempts, backoff, delay: 0, connection }
}

/**
 * The job as the events of the queue tell of it.
 */
export function describe(taken: TakenJob): RunningJobOfEvent {
  const { id, name, queue, attempt, attempts } = taken
  return { id, name, queue, attempt, attempts }
}

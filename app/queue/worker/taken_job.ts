import type { TakenJob } from '#queue/drivers/driver'
import type { RunningJobOfEvent } from '#queue/events'
import { IDENTITY, isCount, MESSAGE, TERMS, wrongField } from '#queue/message_check'
import type { Order, QueueConfig } from '#queue/types'

const TAKEN = { ...IDENTITY, ...TERMS, attempt: isCount, crashes: isCount }

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

/**
 * @returns the field that shows that none of ours has put it into the broker
 */
export function mistakeIn(taken: TakenJob) {
  return wrongField(taken, TAKEN) ?? wrongField(taken.message, MESSAGE)
}

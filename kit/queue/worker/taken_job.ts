import type { TakenJob } from '#queue/drivers/driver'
import type { RunningJobOfEvent } from '#queue/events'
import { IDENTITY, isCount, MESSAGE, TERMS, wrongField } from '#queue/message_check'
import type { Order, QueueConfig } from '#queue/types'

const TAKEN = { ...IDENTITY, ...TERMS, attempt: isCount, crashes: isCount }

/**
 * The job as the run log stores it, in case the log does not have it yet.
 */
export function orderOf(taken: TakenJob, { connection }: QueueConfig): Order {
  const { id, name, queue, message, attempts, backoff } = taken
  return { id, name, queue, message, attempts, backoff, delay: 0, connection }
}

/**
 * Copies the payload: a job may change its payload, but the broker and the log must get the original.
 */
export function withOwnPayload(taken: TakenJob): TakenJob {
  const { message } = taken
  if (typeof message.payload !== 'object') return taken
  return { ...taken, message: { ...message, payload: JSON.parse(JSON.stringify(message.payload)) } }
}

/**
 * The fields of a job in the events of the queue.
 */
export function describe(taken: TakenJob): RunningJobOfEvent {
  const { id, name, queue, attempt, attempts } = taken
  return { id, name, queue, attempt, attempts }
}

/**
 * The fields of a job in the lines of the log, with the request that dispatched it.
 */
export function logFields({ id, name, attempt, message }: TakenJob) {
  return { job: name, job_id: id, request_id: message?.origin?.request, attempt }
}

/**
 * @returns the missing or wrong field, which shows that another program put the job into the broker
 */
export function mistakeIn(taken: TakenJob) {
  return wrongField(taken, TAKEN) ?? wrongField(taken.message, MESSAGE)
}

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
 * With a payload of its own: a job may change what it is given, and the broker and the log are to have what was sent.
 */
export function withOwnPayload(taken: TakenJob): TakenJob {
  const { message } = taken
  if (typeof message.payload !== 'object') return taken
  return { ...taken, message: { ...message, payload: JSON.parse(JSON.stringify(message.payload)) } }
}

/**
 * The job as the events of the queue tell of it.
 */
export function describe(taken: TakenJob): RunningJobOfEvent {
  const { id, name, queue, attempt, attempts } = taken
  return { id, name, queue, attempt, attempts }
}

/**
 * The job as the lines of the log tell of it, with the request that dispatched it.
 */
export function logFields({ id, name, attempt, message }: TakenJob) {
  return { job: name, job_id: id, request_id: message?.origin?.request, attempt }
}

/**
 * @returns the field that shows that none of ours has put it into the broker
 */
export function mistakeIn(taken: TakenJob) {
  return wrongField(taken, TAKEN) ?? wrongField(taken.message, MESSAGE)
}

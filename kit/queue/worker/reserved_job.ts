import type { ReservedJob } from '#queue/drivers/driver'
import type { RunningJobOfEvent } from '#queue/events'
import { IDENTITY, isCount, MESSAGE, REQUIRED, wrongField } from '#queue/message_check'
import type { PendingJob, QueueConfig } from '#queue/types'

const RESERVED = { ...IDENTITY, ...REQUIRED, attempt: isCount, crashes: isCount }

/**
 * The job as the run log stores it, in case the log does not have it yet.
 */
export function pendingJobOf(reserved: ReservedJob, { connection }: QueueConfig): PendingJob {
  const { id, name, queue, message, attempts, backoff } = reserved
  return { id, name, queue, message, attempts, backoff, delay: 0, connection }
}

/**
 * Copies the payload: a job may change its payload, but the broker and the log must get the original.
 */
export function withOwnPayload(reserved: ReservedJob, confirm = reserved.confirm): ReservedJob {
  const { message } = reserved
  if (typeof message.payload !== 'object') return { ...reserved, confirm }
  const payload = JSON.parse(JSON.stringify(message.payload))
  return { ...reserved, confirm, message: { ...message, payload } }
}

/**
 * The fields of a job in the events of the queue.
 */
export function describe(reserved: ReservedJob): RunningJobOfEvent {
  const { id, name, queue, attempt, attempts } = reserved
  return { id, name, queue, attempt, attempts }
}

/**
 * The fields of a job in the lines of the log, with the request that dispatched it.
 */
export function logFields({ id, name, attempt, message }: ReservedJob) {
  const { actor, request } = message?.origin ?? {}
  return { job: name, job_id: id, request_id: request, ...(actor && { actor_id: actor }), attempt }
}

/**
 * @returns the missing or wrong field, which shows that another program put the job into the broker
 */
export function validateReservedJob(reserved: ReservedJob) {
  return wrongField(reserved, RESERVED) ?? wrongField(reserved.message, MESSAGE)
}

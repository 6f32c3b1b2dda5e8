import type { Job, JobsOptions } from 'bullmq'
import type { ReservedJob } from '#queue/drivers/driver'
import type { CancellationSource } from '#queue/cancellation'
import type { StoredJob, Message } from '#queue/types'
import { toWire, type WireJob } from '#queue/wire_names'

/**
 * The data of a BullMQ job: the message, and the fields for which BullMQ has no option.
 */
export interface Stored extends Message {
  /** The job's earlier attempts, because BullMQ counts from zero, and its mark as a possible duplicate. */
  former?: Pick<WireJob, 'attempt' | 'suspect'>
}

export interface BullJob {
  name: string
  data: Stored
  opts: JobsOptions
}

/**
 * Maps a job to the arguments of BullMQ's `Queue.add`.
 */
export function toBullJob(job: StoredJob): BullJob {
  const { id, name, message, attempts, backoff, delay, priority } = job
  const { attempt = 0, suspect } = toWire(job)
  const data: Stored = attempt || suspect ? { ...message, former: { attempt, suspect } } : message

  const opts: JobsOptions = {
    jobId: id,
    attempts: Math.max(attempts - attempt, 1),
    backoff: { type: 'jittered', delay: backoff },
  }
  if (delay) opts.delay = delay
  if (priority) opts.priority = priority
  return { name, data, opts }
}

export function toReservedJob(job: Job<Stored>, cancellation: CancellationSource): ReservedJob {
  const { message, attempt = 0, suspect = false } = messageOf(job.data)
  const reserved: ReservedJob = {
    id: job.id!,
    name: job.name,
    queue: job.queueName,
    message,
    attempt: attempt + job.attemptsMade + 1,
    attempts: attempt + (job.opts.attempts || 1),
    backoff: typeof job.opts.backoff === 'object' ? (job.opts.backoff.delay ?? 0) : 0,
    crashes: job.stalledCounter,
    // A released job has more starts than attempts, so it may be a duplicate too.
    possibleDuplicate:
      suspect || job.stalledCounter > 0 || job.attemptsStarted > job.attemptsMade + 1,
    cancellation,
  }
  if (job.opts.priority) reserved.priority = job.opts.priority
  return reserved
}

function messageOf(data: Stored) {
  if (!data.former) return { message: data }
  const { former, ...message } = data
  return { ...former, message }
}

import type { Job, JobsOptions } from 'bullmq'
import type { TakenJob } from '#queue/drivers/driver'
import type { Stop } from '#queue/stop'
import type { Envelope, Message } from '#queue/types'

/**
 * The data of a BullMQ job: the message, and the fields for which BullMQ has no option.
 */
export interface Stored extends Message {
  /** The envelope's own count of attempts, and its mark as a suspect: BullMQ counts from zero. */
  former?: Pick<Envelope, 'attempt' | 'suspect'>
}

export interface BullJob {
  name: string
  data: Stored
  opts: JobsOptions
}

/**
 * Maps an envelope to the arguments of BullMQ's `Queue.add`.
 */
export function toBullJob(envelope: Envelope): BullJob {
  const { id, name, message, attempts, backoff, delay, priority, attempt = 0, suspect } = envelope
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

export function toTakenJob(job: Job<Stored>, stop: Stop): TakenJob {
  const { message, attempt = 0, suspect = false } = messageOf(job.data)
  const taken: TakenJob = {
    id: job.id!,
    name: job.name,
    queue: job.queueName,
    message,
    attempt: attempt + job.attemptsMade + 1,
    attempts: attempt + (job.opts.attempts || 1),
    backoff: typeof job.opts.backoff === 'object' ? (job.opts.backoff.delay ?? 0) : 0,
    crashes: job.stalledCounter,
    // A released job has more starts than attempts, so it is a suspect too.
    suspect: suspect || job.stalledCounter > 0 || job.attemptsStarted > job.attemptsMade + 1,
    stop,
  }
  if (job.opts.priority) taken.priority = job.opts.priority
  return taken
}

function messageOf(data: Stored) {
  if (!data.former) return { message: data }
  const { former, ...message } = data
  return { ...former, message }
}

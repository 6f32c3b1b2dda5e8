import string from '@adonisjs/core/helpers/string'
import { E_INVALID_DISPATCH, E_UNKNOWN_QUEUE } from '#queue/errors'
import { createJobId } from '#queue/job_id'
import { encodePayload } from '#queue/payload'
import type { DispatchOptions, Duration, Envelope, JobClass, QueueConfig } from '#queue/types'

const OPTIONS = ['trx', 'queue', 'delay', 'priority', 'attempts', 'backoff']
const LONGEST_BACKOFF_MS = 3_600_000

/**
 * @throws E_UNKNOWN_QUEUE, E_INVALID_PAYLOAD, E_INVALID_DISPATCH
 */
export function seal(
  name: string,
  job: JobClass,
  payload: unknown,
  options: DispatchOptions,
  { defaults, queues }: QueueConfig
): Envelope {
  const envelope = {
    id: createJobId(),
    name,
    queue: options.queue ?? job.queue ?? defaults.queue,
    payload: encodePayload(name, payload),
    attempts: options.attempts ?? job.attempts ?? defaults.attempts,
    backoff: milliseconds(options.backoff ?? job.backoff ?? defaults.backoff),
    delay: milliseconds(options.delay ?? 0),
    priority: options.priority,
  }
  if (!queues.includes(envelope.queue)) {
    throw new E_UNKNOWN_QUEUE([envelope.queue, queues.join(', ')])
  }
  const mistake = mistakeIn(envelope, options)
  if (mistake) throw new E_INVALID_DISPATCH([name, mistake])
  return envelope
}

export function milliseconds(duration: Duration): number {
  return string.milliseconds.parse(duration)
}

/**
 * Milliseconds until the next attempt: exponential, and between half and all of it, so that jobs which failed
 * together do not come back together.
 */
export function backoffAfter(attempt: number, backoff: number): number {
  const longest = Math.min(backoff * 2 ** (attempt - 1), LONGEST_BACKOFF_MS)
  return Math.round(longest * (0.5 + Math.random() / 2))
}

/**
 * An option that would be ignored is a mistake too.
 */
function mistakeIn({ attempts, delay, priority = 0 }: Envelope, options: DispatchOptions) {
  const unknown = Object.keys(options).find((option) => !OPTIONS.includes(option))
  if (unknown) return `there is no option "${unknown}", only ${OPTIONS.join(', ')}`
  if (!Number.isInteger(attempts) || attempts < 1) return 'attempts is a whole number from 1'
  if (delay < 0) return 'delay is not negative'
  if (!Number.isInteger(priority) || priority < 0 || priority >= 2 ** 21) {
    return 'priority is a whole number from 1 to 2097151'
  }
}

import string from '@adonisjs/core/helpers/string'
import { E_INVALID_PAYLOAD, E_UNKNOWN_QUEUE } from '#queue/errors'
import type { DispatchOptions, Duration, Envelope, JobClass, QueueConfig } from '#queue/types'

const LARGEST_PAYLOAD = 64 * 1024

/**
 * @throws E_UNKNOWN_QUEUE, E_INVALID_PAYLOAD
 */
export function seal(
  name: string,
  job: JobClass,
  payload: unknown,
  options: DispatchOptions,
  config: QueueConfig
): Envelope {
  return {
    name,
    queue: declared(options.queue ?? job.queue, config),
    payload: serializable(name, payload),
    attempts: options.attempts ?? job.attempts ?? config.defaults.attempts,
    backoff: milliseconds(options.backoff ?? job.backoff ?? config.defaults.backoff),
    delay: milliseconds(options.delay ?? 0),
    priority: options.priority,
  }
}

export function milliseconds(duration: Duration): number {
  return string.milliseconds.parse(duration)
}

function declared(queue: string, { queues }: QueueConfig) {
  if (!queues.includes(queue)) throw new E_UNKNOWN_QUEUE([queue, queues.join(', ')])
  return queue
}

function serializable(name: string, payload: unknown) {
  const json = toJson(name, payload)
  const bytes = Buffer.byteLength(json)
  if (bytes > LARGEST_PAYLOAD) {
    throw new E_INVALID_PAYLOAD([name, `has ${bytes} bytes as JSON, more than ${LARGEST_PAYLOAD}`])
  }
  return JSON.parse(json)
}

function toJson(name: string, payload: unknown) {
  try {
    return JSON.stringify(payload ?? {}) ?? '{}'
  } catch (error) {
    throw new E_INVALID_PAYLOAD([name, `is not JSON (${(error as Error).message})`])
  }
}

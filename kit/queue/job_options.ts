import { inspect } from 'node:util'
import { LONGEST_TIMER_MS, milliseconds, validateDuration } from '#queue/duration'
import type { Duration, JobOptions, QueueConfig } from '#queue/types'

/** The limit of BullMQ. */
const LARGEST_PRIORITY = 2 ** 21 - 1

/** The options that both a job class and a dispatch may set. */
type CommonJobOptions = Pick<
  JobOptions,
  'attempts' | 'priority' | 'backoff' | 'timeout' | 'expiresIn'
>

type Backoff = NonNullable<CommonJobOptions['backoff']>

/**
 * @returns the first mistake in the options, in a sentence that explains how to fix it
 */
export function validateJobOptions(
  { attempts = 1, priority, backoff = 0, timeout = 1, expiresIn = 1 }: CommonJobOptions,
  config: Pick<QueueConfig, 'connection' | 'rabbitmq'>
) {
  if (!isWhole(attempts, 2 ** 31 - 1)) {
    return `attempts is ${inspect(attempts)}. Give a whole number from 1`
  }
  if (priority !== undefined && !isWhole(priority, LARGEST_PRIORITY)) {
    return `priority is ${inspect(priority)}. Give a whole number from 1 to ${LARGEST_PRIORITY}`
  }
  return (
    validateBackoff(backoff) ??
    validateDuration('timeout', timeout, { least: 1, most: LONGEST_TIMER_MS }) ??
    validateDuration('expiresIn', expiresIn, { least: 1 }) ??
    (config.connection === 'rabbitmq' ? beyondRabbitmq({ priority, timeout }, config) : undefined)
  )
}

function validateBackoff(backoff: Backoff) {
  const limits = { most: LONGEST_TIMER_MS }
  if (typeof backoff !== 'object') return validateDuration('backoff', backoff, limits)

  const { type = 'exponential', delay, ...others } = backoff
  const [unknown] = Object.keys(others)
  if (unknown) return `backoff has no "${unknown}", only type and delay`
  if (!['exponential', 'fixed'].includes(type)) {
    return `backoff.type is ${inspect(type)}. Give 'exponential' or 'fixed'`
  }
  return validateDuration('backoff.delay', delay, limits)
}

function beyondRabbitmq(
  { priority, timeout = 1 }: CommonJobOptions,
  { rabbitmq: { ackTimeout } }: Pick<QueueConfig, 'rabbitmq'>
) {
  if (priority !== undefined) {
    return 'it has a priority, and RabbitMQ has none. Give it another queue, such as high'
  }
  if (milliseconds(timeout) >= milliseconds(ackTimeout)) {
    return (
      `its timeout of ${milliseconds(timeout)} ms is not shorter than RabbitMQ's ack timeout, ${ackTimeout}. ` +
      `Shorten it, or raise RabbitMQ's consumer_timeout and rabbitmq.ackTimeout of config/queue.ts`
    )
  }
}

/**
 * The delay before the second attempt. Also reads the backoff format of BullMQ.
 */
export function waitOf(backoff: Backoff): Duration {
  return typeof backoff === 'object' ? backoff.delay! : backoff
}

/**
 * Whether the delay is the same for each retry. Only the backoff format of BullMQ can set this.
 */
export function isFixed(backoff?: Backoff) {
  return typeof backoff === 'object' && backoff.type === 'fixed'
}

function isWhole(value: unknown, largest: number) {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= largest
}

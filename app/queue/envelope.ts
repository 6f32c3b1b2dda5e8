import { OUTBOX } from '#queue/define_config'
import { milliseconds } from '#queue/duration'
import { E_INVALID_DISPATCH, E_UNKNOWN_QUEUE } from '#queue/errors'
import { createJobId } from '#queue/job_id'
import { currentOrigin } from '#queue/origin'
import type { Duration, JobClass, JobOptions, Message, Order, QueueConfig } from '#queue/types'

const OPTIONS = [
  'queue',
  'delay',
  'at',
  'priority',
  'attempts',
  'backoff',
  'timeout',
  'expiresIn',
  'unique',
  'chain',
]
/** What a dispatch of `@rlanz/bull-queue` may say besides: the run log decides how long jobs are kept. */
const FOREIGN_OPTIONS = ['queueName', 'removeOnComplete', 'removeOnFail']

const LOCKED_FOR_MS = 86_400_000
const FOREVER = 2 ** 31 - 1

interface Sealing {
  name: string
  job: JobClass
  payload: Pick<Message, 'payload' | 'encrypted'>
  options: JobOptions
}

/**
 * What PostgreSQL and the broker need to know of a job. Its chain is not sealed yet.
 * @throws E_UNKNOWN_QUEUE, E_INVALID_DISPATCH
 */
export function seal({ name, job, payload, options }: Sealing, config: QueueConfig): Order {
  const { defaults, queues, connection } = config
  const mistake = mistakeIn(options, config)
  if (mistake) throw new E_INVALID_DISPATCH([name, mistake])

  const queue = options.queue ?? options.queueName ?? job.queue ?? defaults.queue
  if (!Object.hasOwn(queues, queue)) {
    throw new E_UNKNOWN_QUEUE([queue, Object.keys(queues).join(', ')])
  }
  const delay = delayOf(options)
  const order: Order = {
    id: createJobId(),
    connection,
    name,
    queue,
    message: { ...payload, ...termsOf(job, options, delay), ...origin() },
    attempts: options.attempts ?? job.attempts ?? defaults.attempts,
    backoff: backoffOf(options.backoff ?? job.backoff ?? defaults.backoff),
    delay,
    priority: options.priority ?? job.priority,
  }
  if (options.unique) order.lock = lockOf(options.unique, delay)
  return order
}

/**
 * Sends an order through PostgreSQL: into its own queue there, or into the outbox where the broker is another.
 */
export function throughPostgres(order: Order): Order {
  if (order.connection === 'sync') return order
  if (order.connection !== 'postgres') {
    return { ...order, into: OUTBOX, opts: { attempts: FOREVER } }
  }
  const { queue, attempts, backoff, priority, delay } = order
  const opts = { attempts, backoff: { type: 'jittered', delay: backoff }, priority, delay }
  return { ...order, into: queue, opts }
}

function termsOf(
  job: JobClass,
  { timeout, expiresIn = job.expiresIn, unique, chain }: JobOptions,
  delay: number
) {
  const terms: Partial<Message> = {}
  if (timeout !== undefined) terms.timeout = milliseconds(timeout)
  if (expiresIn !== undefined) terms.expiresAt = Date.now() + delay + milliseconds(expiresIn)
  if (unique) terms.lockedUntil = unique.until ?? 'finished'
  if (chain?.length) terms.followed = true
  return terms
}

function origin() {
  const current = currentOrigin()
  return Object.keys(current).length > 0 ? { origin: current } : {}
}

function delayOf({ delay, at }: JobOptions) {
  if (at) return Math.max(0, at.toMillis() - Date.now())
  return milliseconds(delay ?? 0)
}

function backoffOf(backoff: Duration | { delay?: number }) {
  return milliseconds(typeof backoff === 'object' ? (backoff.delay ?? 0) : backoff)
}

function lockOf(unique: NonNullable<JobOptions['unique']>, delay: number) {
  return { key: String(unique.key), for: delay + milliseconds(unique.for ?? LOCKED_FOR_MS) }
}

/**
 * An option that would be ignored is a mistake too.
 */
function mistakeIn(options: JobOptions, { connection, rabbitmq }: QueueConfig) {
  const { attempts = 1, priority = 1, delay = 0, timeout = 1, expiresIn = 1, at, unique } = options
  const known = [...OPTIONS, ...FOREIGN_OPTIONS]
  const unknown = Object.keys(options).find((option) => !known.includes(option))
  if (unknown) return `there is no option "${unknown}", only trx, ${OPTIONS.join(', ')}`
  if (!Number.isInteger(attempts) || attempts < 1) return 'attempts is a whole number from 1'
  if (!Number.isInteger(priority) || priority < 1 || priority >= 2 ** 21) {
    return 'priority is a whole number from 1 to 2097151'
  }
  if (connection === 'rabbitmq' && options.priority !== undefined) {
    return 'RabbitMQ has no priorities. Dispatch it to another queue, such as high'
  }
  if (options.delay !== undefined && at) return 'it has a delay and an at. Give one of them'
  if (at && !at.isValid) return `at is no point in time: ${at.invalidExplanation}`
  if (milliseconds(delay) < 0) return 'delay is not negative'
  if (milliseconds(timeout) <= 0) return 'timeout is more than 0'
  if (connection === 'rabbitmq' && milliseconds(timeout) >= milliseconds(rabbitmq.ackTimeout)) {
    return `its timeout is not shorter than the ackTimeout of config/queue.ts, ${rabbitmq.ackTimeout}`
  }
  if (milliseconds(expiresIn) <= 0) return 'expiresIn is more than 0'
  if (unique) return mistakeInLock(unique)
}

function mistakeInLock({ key, until = 'finished' }: NonNullable<JobOptions['unique']>) {
  if (!['string', 'number'].includes(typeof key) || key === '')
    return 'unique.key is a text or a number'
  if (!['started', 'finished'].includes(until)) return 'unique.until is "started" or "finished"'
}

import { inspect } from 'node:util'
import { DateTime } from 'luxon'
import { OUTBOX } from '#queue/define_config'
import { milliseconds, validateDuration } from '#queue/duration'
import { toBullJob } from '#queue/drivers/bullmq/job_mapping'
import { E_INVALID_DISPATCH, E_UNKNOWN_QUEUE } from '#queue/errors'
import { createJobId } from '#queue/job_id'
import { isObject } from '#queue/message_check'
import { currentOrigin } from '#queue/origin'
import { isJobCall } from '#queue/registry/job_class'
import { isStorable } from '#queue/run_log/storable'
import { jobTracer } from '#queue/tracing'
import { isFixed, validateJobOptions, waitOf } from '#queue/job_options'
import type { JobClass, JobOptions, Message, PendingJob, QueueConfig } from '#queue/types'
import { toWire, withDependents } from '#queue/wire_names'

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
/** Options of `@rlanz/bull-queue` that are accepted too. The run log's retention replaces `removeOn…`. */
const FOREIGN_OPTIONS = ['queueName', 'removeOnComplete', 'removeOnFail']

const LOCKED_FOR_MS = 86_400_000
const LONGEST_KEY = 255
const FOREVER = 2 ** 31 - 1

interface Sealing {
  name: string
  job: JobClass
  payload: Pick<Message, 'payload' | 'encrypted' | 'schema'>
  options: JobOptions
}

/**
 * Builds the job for PostgreSQL and the broker, still without its chain.
 * @throws E_UNKNOWN_QUEUE, E_INVALID_DISPATCH
 */
export function seal({ name, job, payload, options }: Sealing, config: QueueConfig): PendingJob {
  const { defaults, queues, connection } = config
  refuse(name, validateDispatchOptions(options))
  const jobOptions = jobOptionsOf(job, options, config)
  refuse(name, validateJobOptions(jobOptions, config))

  const queue = options.queue ?? options.queueName ?? job.queue ?? defaults.queue
  if (!Object.hasOwn(queues, queue)) {
    throw new E_UNKNOWN_QUEUE([queue, Object.keys(queues).join(', ')])
  }
  const pending: PendingJob = {
    id: createJobId(),
    connection,
    name,
    queue,
    message: { ...payload, ...messageOf(jobOptions, options), ...origin() },
    attempts: jobOptions.attempts,
    backoff: milliseconds(waitOf(jobOptions.backoff)),
    delay: milliseconds(options.delay ?? 0),
    priority: jobOptions.priority,
  }
  const { lock } = pending.message
  if (lock) pending.lock = lock
  if (options.at) pending.at = options.at.toMillis()
  if (jobOptions.expiresIn !== undefined) pending.expiresIn = milliseconds(jobOptions.expiresIn)
  return pending
}

/**
 * Routes a job through PostgreSQL: into its BullMQ queue there, or into the outbox if another broker is used.
 */
export function throughPostgres(pending: PendingJob): PendingJob {
  if (pending.connection === 'sync') return pending
  if (pending.connection !== 'postgres') {
    return { ...toWire(pending), into: OUTBOX, opts: { attempts: FOREVER } }
  }
  const { data, opts } = toBullJob(pending)
  return { ...pending, message: data, into: pending.queue, opts }
}

/** Other jobs are dispatched when this one is completed. */
export function leading(pending: PendingJob): PendingJob {
  return { ...pending, message: withDependents(pending.message) }
}

export function member(pending: PendingJob, batch: string): PendingJob {
  return { ...leading(pending), batch }
}

function refuse(name: string, mistake?: string) {
  if (mistake) throw new E_INVALID_DISPATCH([name, mistake])
}

function jobOptionsOf(job: JobClass, options: JobOptions, { defaults }: QueueConfig) {
  return {
    attempts: options.attempts ?? job.attempts ?? defaults.attempts,
    priority: options.priority ?? job.priority,
    backoff: options.backoff ?? job.backoff ?? defaults.backoff,
    timeout: options.timeout,
    expiresIn: options.expiresIn ?? job.expiresIn,
  }
}

function messageOf(
  { backoff, timeout }: Pick<JobOptions, 'backoff' | 'timeout'>,
  { unique, chain }: JobOptions
) {
  const message: Partial<Message> = {}
  if (isFixed(backoff)) message.fixedBackoff = true
  if (timeout !== undefined) message.timeout = milliseconds(timeout)
  if (unique) {
    message.lockedUntil = unique.until ?? 'finished'
    message.lock = lockOf(unique)
  }
  return chain?.length ? withDependents(message) : message
}

function origin() {
  const current = { ...currentOrigin(), ...jobTracer().carrier() }
  return Object.keys(current).length > 0 ? { origin: current } : {}
}

function lockOf(unique: NonNullable<JobOptions['unique']>) {
  return { key: String(unique.key), for: milliseconds(unique.for ?? LOCKED_FOR_MS) }
}

/**
 * Unknown options are mistakes too, because they would be ignored.
 */
function validateDispatchOptions(options: JobOptions) {
  if (!isObject(options)) {
    return `options is ${inspect(options)}. Give an object such as { delay: '5m' }`
  }
  const { delay, at, unique, chain = [] } = options
  const unknown = unknownKey(options, [...OPTIONS, ...FOREIGN_OPTIONS])
  if (unknown) return validateUnknown(unknown)
  if (delay !== undefined && at) return 'it has a delay and an at. Give one of them'
  if (!Array.isArray(chain) || !chain.every(isJobCall)) {
    return 'chain is not a list of jobs such as [DeliverInvitation.with({ invitationId })]'
  }
  return (
    validateDuration('delay', delay ?? 0) ??
    (at ? validateTime(at) : undefined) ??
    (unique ? validateLock(unique) : undefined)
  )
}

function validateUnknown(option: string) {
  if (option === 'trx') {
    return 'trx belongs to the dispatch, not to a job of it. Give it to dispatch or dispatchMany'
  }
  if (option === 'batch') {
    return 'batch belongs to dispatchMany. Give it there, also for a single job'
  }
  return `there is no option "${option}", only trx, ${OPTIONS.join(', ')}`
}

function validateTime(at: unknown) {
  if (!DateTime.isDateTime(at)) return `at is ${inspect(at)}. Give a DateTime of Luxon`
  if (!at.isValid) return `at is no point in time: ${at.invalidExplanation}`
  return validateDuration('at', Math.max(0, at.toMillis() - Date.now()))
}

function validateLock(unique: NonNullable<JobOptions['unique']>) {
  const { key, until = 'finished', for: limit = LOCKED_FOR_MS } = unique
  const unknown = unknownKey(unique, ['key', 'until', 'for'])
  if (unknown) return `unique has no "${unknown}", only key, until and for`
  if (!isKey(key))
    return `unique.key is ${inspect(key)}. Give a number, or a text of 1 to ${LONGEST_KEY} characters`
  if (!['started', 'finished'].includes(until)) {
    return `unique.until is ${inspect(until)}. Give 'started' or 'finished'`
  }
  return validateDuration('unique.for', limit, { least: 1 })
}

function isKey(key: unknown) {
  if (typeof key === 'number') return Number.isFinite(key)
  if (typeof key !== 'string' || key === '' || key.length > LONGEST_KEY) return false
  return isStorable(JSON.stringify(key))
}

function unknownKey(object: object, known: string[]) {
  return Object.keys(object).find((key) => !known.includes(key))
}

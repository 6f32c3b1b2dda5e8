import { inspect } from 'node:util'
import { LONGEST_TIMER_MS, validateDuration } from '#queue/duration'
import { E_INVALID_QUEUE_CONFIG } from '#queue/errors'
import { validateJobOptions } from '#queue/job_options'
import type { QueueConfig } from '#queue/types'

export { serializeError } from '#queue/thrown'
export { runsToKeep } from '#queue/run_retention'

const CONNECTIONS = ['postgres', 'redis', 'rabbitmq', 'sync']

/** The schema of BullMQ's tables, in the app's own database. */
export const SCHEMA = 'bullmq'

/** The BullMQ queue on PostgreSQL from which the relay sends jobs to the broker. */
export const OUTBOX = 'outbox'

/** The RabbitMQ queue for unreadable messages. */
export const DEAD = 'dead'

/** After this number of deliveries RabbitMQ dead-letters a job. */
export const DELIVERY_LIMIT = 20

const PREFIX = /^[a-z\d][\w.:-]{0,99}$/i

type Parts = 'defaults' | 'retention' | 'thresholds' | 'redis' | 'rabbitmq'

type Settings = Partial<Omit<QueueConfig, Parts>> & {
  [Part in Parts]?: Partial<QueueConfig[Part]>
}

/**
 * Completes config/queue.ts with the defaults.
 * @throws E_INVALID_QUEUE_CONFIG
 */
export function defineConfig(settings: Settings): QueueConfig {
  const config: QueueConfig = {
    jobs: async () => ({ jobs: {} }),
    schedules: async () => undefined,
    connection: 'postgres',
    queues: { high: 6, default: 3, low: 1 },
    lease: '30s',
    crashes: 3,
    keepUnknown: '1h',
    ...settings,
    defaults: {
      queue: 'default',
      attempts: 3,
      backoff: '5s',
      timeout: '15m',
      ...settings.defaults,
    },
    retention: { completed: '7d', failed: '30d', ...settings.retention },
    thresholds: { depth: 10_000, wait: '5m', failed: 100, ...settings.thresholds },
    redis: { url: 'redis://127.0.0.1:6379', ...settings.redis },
    rabbitmq: {
      url: 'amqp://guest:guest@127.0.0.1:5672',
      ackTimeout: '30m',
      ...settings.rabbitmq,
    },
  }
  const mistake =
    validateQueues(config) ??
    validatePrefix(config.redis.prefix) ??
    validatePrefix(config.rabbitmq.prefix) ??
    validateNumbers(config)
  if (mistake) throw new E_INVALID_QUEUE_CONFIG([mistake])
  return config
}

function validateQueues({ connection, crashes, queues, defaults }: QueueConfig) {
  if (!CONNECTIONS.includes(connection)) {
    return `QUEUE_CONNECTION is "${connection}". Set it to one of: ${CONNECTIONS.join(', ')}`
  }
  if (!Number.isInteger(crashes) || crashes < 1 || crashes >= DELIVERY_LIMIT) {
    return `crashes has to be a whole number from 1 to ${DELIVERY_LIMIT - 1}`
  }
  const taken = [OUTBOX, DEAD].find((name) => Object.hasOwn(queues, name))
  if (taken) return `a queue cannot be named "${taken}": this name is reserved`
  const unnamed = Object.keys(queues).find((name) => !/^[\w-]+$/.test(name))
  if (unnamed !== undefined) {
    return `the name of the queue "${unnamed}" may only have letters, digits, - and _`
  }
  const weightless = Object.entries(queues).find(([, weight]) => !(weight > 0))
  if (weightless) return `the weight of the queue "${weightless[0]}" is not a number above 0`
  if (!Object.hasOwn(queues, defaults.queue)) {
    return `defaults.queue is "${defaults.queue}", which is not one of: ${Object.keys(queues).join(', ')}`
  }
}

/** RabbitMQ reserves names that begin with "amq.". */
function validatePrefix(prefix?: string) {
  if (prefix === undefined || (PREFIX.test(prefix) && !prefix.startsWith('amq.'))) return
  return `the prefix (QUEUE_PREFIX) is ${inspect(prefix)}. Give 1 to 100 letters, digits, and - _ . : after the first of them, not "amq."`
}

function validateNumbers({ lease, keepUnknown, retention, thresholds, ...config }: QueueConfig) {
  const { ackTimeout } = config.rabbitmq
  const ofDefaults = validateJobOptions(config.defaults, { ...config, connection: 'postgres' })
  if (ofDefaults) return `defaults.${ofDefaults}`
  const count = [thresholds.depth, thresholds.failed].find((number) => !(number >= 0))
  if (count !== undefined) return `thresholds has ${inspect(count)}. Give a number from 0`
  return (
    validateDuration('lease (QUEUE_LEASE)', lease, { least: 1000, most: LONGEST_TIMER_MS }) ??
    validateDuration('keepUnknown', keepUnknown) ??
    validateDuration('retention.completed', retention.completed) ??
    validateDuration('retention.failed', retention.failed) ??
    validateDuration('thresholds.wait', thresholds.wait) ??
    validateDuration('rabbitmq.ackTimeout', ackTimeout, { least: 1 })
  )
}

import {
  Redis,
  SentinelConnector,
  type RedisOptions,
  type SentinelConnectionOptions,
} from 'ioredis'
import { hasSentinels, sentinelOptions } from '#queue/drivers/redis/address'
import { BrokerClock } from '#queue/drivers/bullmq/broker_clock'
import type { QueueConfig } from '#queue/types'

export type RedisSettings = QueueConfig['redis'] & { prefix: string }

/** Covers connecting and the answer: a dispatch may take two seconds in all. */
const ANSWER_TIMEOUT_MS = 1800

/** A sentinel that is off must not use up that time: there are others to ask. */
const SENTINEL_TIMEOUT_MS = 500

/**
 * A client that connects once, by `connect`, and queues no commands: a command that cannot be sent is rejected at once.
 */
export function createImpatientClient(url: string, options: RedisOptions = {}) {
  const retryStrategy = options.retryStrategy ?? (() => null)
  const settings: RedisOptions = {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: ANSWER_TIMEOUT_MS,
    ...options,
    retryStrategy,
    sentinelRetryStrategy: retryStrategy,
    reconnectOnError: isOfReplica,
  }
  const client = hasSentinels(url)
    ? new Redis({ ...sentinelOptions(url), Connector: ImpatientSentinels as never, ...settings })
    : new Redis(url, settings)
  // Without a listener the client prints its errors. The caller of `connect` gets them.
  client.on('error', () => undefined)
  return client
}

class ImpatientSentinels extends SentinelConnector {
  constructor(options: SentinelConnectionOptions) {
    const limits = {
      connectTimeout: SENTINEL_TIMEOUT_MS,
      sentinelCommandTimeout: SENTINEL_TIMEOUT_MS,
    }
    super({ ...options, ...limits })
  }
}

/** The primary has become a replica, so the next connection has to ask the sentinels again. */
function isOfReplica({ message }: Error) {
  return message.startsWith('READONLY')
}

/**
 * @throws the cause of the failure, which the client's own `connect` does not report
 */
export async function connect(client: Redis) {
  let obstacle: Error | undefined
  const note = (error: Error) => (obstacle ??= error)
  client.on('error', note)
  try {
    await client.connect()
  } catch (error) {
    throw obstacle ?? error
  } finally {
    client.off('error', note)
  }
}

/**
 * @throws when the answer takes too long; the connection is closed then, so that nothing is sent later
 */
export async function answerOf<Answer>(client: Redis, answer: Promise<Answer>) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Redis did not answer within ${ANSWER_TIMEOUT_MS} ms`))
      client.disconnect()
    }, ANSWER_TIMEOUT_MS)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

export function clockOf(client: Pick<Redis, 'time'>) {
  return new BrokerClock(async () => {
    const [seconds, microseconds] = await client.time()
    return Number(seconds) * 1000 + Number(microseconds) / 1000
  })
}

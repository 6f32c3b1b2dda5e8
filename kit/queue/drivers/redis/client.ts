import { Redis, type RedisOptions } from 'ioredis'
import { BrokerClock } from '#queue/drivers/bullmq/broker_clock'
import type { QueueConfig } from '#queue/types'

export type RedisSettings = QueueConfig['redis'] & { prefix: string }

/** Covers connecting and the answer: a dispatch may take two seconds in all. */
const ANSWER_TIMEOUT_MS = 1800

/**
 * A client that connects once, by `connect`, and queues no commands: a command that cannot be sent is rejected at once.
 */
export function createImpatientClient(url: string, options: RedisOptions = {}) {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: ANSWER_TIMEOUT_MS,
    retryStrategy: () => null,
    ...options,
  })
  // Without a listener the client prints its errors. The caller of `connect` gets them.
  client.on('error', () => undefined)
  return client
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

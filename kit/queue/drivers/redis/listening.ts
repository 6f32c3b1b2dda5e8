import { createRedisBackend } from 'bullmq'
import type { Redis } from 'ioredis'
import { BullMQListening } from '#queue/drivers/bullmq/listening'
import type { Listener, ListenOptions } from '#queue/drivers/driver'
import { clockOf, createImpatientClient, type RedisSettings } from '#queue/drivers/redis/client'
import { muteEvents } from '#queue/drivers/bullmq/internals/redis_scripts'
import { createWorkerClient } from '#queue/drivers/bullmq/internals/redis_worker_client'

const LONGEST_RETRY_MS = 2000
const CONNECT_TIMEOUT_MS = 5000
const ANSWER_TIMEOUT_MS = 10_000
/** With a higher concurrency than this, prefetching gains nothing. */
const PREFETCH = 50

const retryStrategy = (times: number) => Math.min(times * 100, LONGEST_RETRY_MS)

/**
 * Takes jobs from BullMQ on Redis, as soon as Redis answers.
 * @param lease in milliseconds
 */
export async function listenOnRedis(
  { url, prefix }: RedisSettings,
  lease: number,
  options: ListenOptions,
  listener: Listener
) {
  const redis = createImpatientClient(url, {
    lazyConnect: false,
    retryStrategy,
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
  })
  muteEvents(redis)
  const clock = clockOf(redis)
  clock.keepMeasuring()
  // After a failover another machine answers, with a clock of its own.
  redis.on('ready', () => void clock.measure().catch(() => undefined))
  const blocking: Redis[] = []
  const store = {
    connection: createWorkerClient(redis, clock, blocking, (error) => listener.onError(error)),
    backend: createRedisBackend as never,
    prefix,
    prefetch: PREFETCH,
    async close() {
      clock.stop()
      for (const client of [redis, ...blocking]) client.disconnect()
    },
  }
  return new BullMQListening(store, lease, options, listener)
}

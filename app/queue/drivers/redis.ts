import { milliseconds } from '#queue/duration'
import type { Listener, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import type { RedisPublisher } from '#queue/drivers/redis_publisher'
import type { Envelope, QueueConfig } from '#queue/types'

export type RedisSettings = QueueConfig['redis']

/**
 * BullMQ on Redis or Valkey. Neither BullMQ nor the client is loaded before it is used.
 */
export class RedisDriver implements QueueDriver {
  #publisher?: Promise<RedisPublisher>

  constructor(private config: Pick<QueueConfig, 'lease' | 'redis'>) {}

  async publish(envelopes: Envelope[]) {
    const publisher = await this.#publishing()
    await publisher.publish(envelopes)
  }

  async listen(options: ListenOptions, listener: Listener) {
    const { listenOnRedis } = await import('#queue/drivers/redis_listening')
    return listenOnRedis(this.config.redis, milliseconds(this.config.lease), options, listener)
  }

  async remove(queue: string, id: string) {
    const publisher = await this.#publishing()
    return publisher.remove(queue, id)
  }

  async clear(queue: string) {
    const publisher = await this.#publishing()
    await publisher.clear(queue)
  }

  async has(queue: string, ids: string[]) {
    const publisher = await this.#publishing()
    return publisher.has(queue, ids)
  }

  async check() {
    const { checkRedis } = await import('#queue/drivers/redis_check')
    await checkRedis(this.config.redis.url)
  }

  async close() {
    const publisher = await this.#publisher
    this.#publisher = undefined
    publisher?.close()
  }

  #publishing() {
    this.#publisher ??= import('#queue/drivers/redis_publisher').then(
      ({ RedisPublisher }) => new RedisPublisher(this.config.redis)
    )
    return this.#publisher
  }
}

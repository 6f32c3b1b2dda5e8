import { milliseconds } from '#queue/duration'
import type { Listener, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import type { RedisSettings } from '#queue/drivers/redis/client'
import type { RedisPublisher } from '#queue/drivers/redis/publisher'
import { markedWith, type Namespace } from '#queue/installation'
import type { StoredJob, QueueConfig } from '#queue/types'

/**
 * BullMQ on Redis or Valkey. Neither BullMQ nor the client is loaded before it is used.
 */
export class RedisDriver implements QueueDriver {
  #publisher?: Promise<RedisPublisher>

  constructor(
    private config: Pick<QueueConfig, 'lease' | 'redis'>,
    private namespace: () => Promise<Namespace>
  ) {}

  async publish(jobs: StoredJob[]) {
    const [publisher, namespace] = await Promise.all([this.#publishing(), this.namespace()])
    await publisher.publish(markedWith(namespace, jobs))
  }

  async listen(options: ListenOptions, listener: Listener) {
    const { listenOnRedis } = await import('#queue/drivers/redis/listening')
    const lease = milliseconds(this.config.lease)
    return listenOnRedis(await this.#settings(), lease, options, listener)
  }

  async keeping() {
    const { url, prefix } = await this.#settings()
    return { broker: 'redis' as const, url, prefix, lease: milliseconds(this.config.lease) }
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

  async keepsSince(now: number) {
    const publisher = await this.#publishing()
    return publisher.keepsSince(now)
  }

  async check() {
    const { checkRedis } = await import('#queue/drivers/redis/check')
    await checkRedis(this.config.redis.url)
  }

  async examine() {
    const { serverOf } = await import('#queue/drivers/redis/check')
    return { server: await serverOf(this.config.redis.url), faults: [] }
  }

  async close() {
    const publisher = await this.#publisher?.catch(() => undefined)
    this.#publisher = undefined
    publisher?.close()
  }

  #publishing() {
    this.#publisher ??= this.#createPublisher().catch((error) => {
      this.#publisher = undefined
      throw error
    })
    return this.#publisher
  }

  async #createPublisher() {
    const [{ RedisPublisher: Publisher }, settings] = await Promise.all([
      import('#queue/drivers/redis/publisher'),
      this.#settings(),
    ])
    return new Publisher(settings)
  }

  async #settings(): Promise<RedisSettings> {
    const { prefix } = await this.namespace()
    return { ...this.config.redis, prefix }
  }
}

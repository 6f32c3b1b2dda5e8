import { milliseconds } from '#queue/duration'
import type { Listener, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import { toMessage } from '#queue/drivers/rabbitmq/message'
import type { RabbitmqPublisher } from '#queue/drivers/rabbitmq/publisher'
import type { Outbox } from '#queue/drivers/rabbitmq/settlement'
import { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'
import { markedWith, type Namespace } from '#queue/installation'
import type { StoredJob, QueueConfig } from '#queue/types'

export type RabbitmqConfig = Pick<QueueConfig, 'lease' | 'queues' | 'rabbitmq'>

/**
 * RabbitMQ, from 3.10 on. It cannot delay jobs, and its queues cannot be searched. So the outbox holds the delayed
 * jobs, and the run log knows which jobs there are. The client is not loaded before it is used.
 */
export class RabbitmqDriver implements QueueDriver {
  #publisher?: Promise<RabbitmqPublisher>
  #path?: string

  constructor(
    private config: RabbitmqConfig,
    private outbox: Outbox,
    private namespace: () => Promise<Namespace>
  ) {}

  async publish(jobs: StoredJob[]) {
    const [publisher, namespace] = await Promise.all([this.#publishing(), this.namespace()])
    const topology = await this.#topology()
    await publisher.publish(
      markedWith(namespace, jobs).map((job) => toMessage(job, topology.nameOf(job.queue)))
    )
  }

  async listen(options: ListenOptions, listener: Listener) {
    const { RabbitmqListening } = await import('#queue/drivers/rabbitmq/listening')
    const { lease, rabbitmq } = this.config
    const settings = {
      url: rabbitmq.url,
      path: await this.#socket(),
      lease: milliseconds(lease),
      ackTimeout: milliseconds(rabbitmq.ackTimeout),
      outbox: this.outbox,
    }
    const [publisher, topology] = await Promise.all([this.#publishing(), this.#topology()])
    return RabbitmqListening.start(settings, topology, publisher, options, listener)
  }

  async keeping() {
    const { url } = this.config.rabbitmq
    return { broker: 'rabbitmq' as const, url, path: await this.#socket() }
  }

  async remove() {
    return false
  }

  async clear(queue: string) {
    const [publisher, topology] = await Promise.all([this.#publishing(), this.#topology()])
    await publisher.purge(topology.nameOf(queue))
  }

  async has() {
    return undefined
  }

  async list(queue: string) {
    const [{ RabbitmqInventory }, { connect, destroy }, publisher, topology] = await Promise.all([
      import('#queue/drivers/rabbitmq/inventory'),
      import('#queue/drivers/rabbitmq/connection'),
      this.#publishing(),
      this.#topology(),
    ])
    const connection = await connect(this.config.rabbitmq.url, milliseconds(this.config.lease))
    try {
      const channel = await connection.acquire()
      await topology.declare(channel)
      const ids = await new RabbitmqInventory(channel, publisher, topology).take(queue)
      await channel.close()
      await connection.close()
      return ids
    } finally {
      destroy(connection)
    }
  }

  async check() {
    const { checkRabbitmq } = await import('#queue/drivers/rabbitmq/check')
    const { lease, rabbitmq } = this.config
    await checkRabbitmq(rabbitmq.url, milliseconds(lease), await this.#topology())
  }

  async examine() {
    const [{ examineRabbitmq }, { RabbitmqManagement }, topology] = await Promise.all([
      import('#queue/drivers/rabbitmq/examination'),
      import('#queue/drivers/rabbitmq/management'),
      this.#topology(),
    ])
    const { url, management } = this.config.rabbitmq
    return { faults: await examineRabbitmq(new RabbitmqManagement(url, management), topology) }
  }

  async close() {
    const publisher = await this.#publisher?.catch(() => undefined)
    this.#publisher = undefined
    await publisher?.close()
  }

  /** The Unix socket between the worker and the thread that keeps its connection to RabbitMQ. */
  async #socket() {
    const { socketFor } = await import('#queue/drivers/rabbitmq/socket_folder')
    this.#path ??= socketFor('rabbitmq')
    return this.#path
  }

  #publishing() {
    this.#publisher ??= this.#createPublisher().catch((error) => {
      this.#publisher = undefined
      throw error
    })
    return this.#publisher
  }

  async #createPublisher() {
    const { lease, rabbitmq } = this.config
    const [{ RabbitmqPublisher: Publisher }, topology] = await Promise.all([
      import('#queue/drivers/rabbitmq/publisher'),
      this.#topology(),
    ])
    return new Publisher(rabbitmq.url, milliseconds(lease), topology)
  }

  async #topology() {
    const { prefix } = await this.namespace()
    return new RabbitmqTopology(prefix, Object.keys(this.config.queues))
  }
}

import { milliseconds } from '#queue/duration'
import type { Listener, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import { toMessage } from '#queue/drivers/rabbitmq_message'
import type { RabbitmqPublisher } from '#queue/drivers/rabbitmq_publisher'
import type { Outbox } from '#queue/drivers/rabbitmq_settlement'
import { RabbitmqTopology } from '#queue/drivers/rabbitmq_topology'
import type { Envelope, QueueConfig } from '#queue/types'

export type RabbitmqConfig = Pick<QueueConfig, 'lease' | 'queues' | 'rabbitmq'>

/**
 * RabbitMQ, from 3.10 on. It delays nothing and nobody can look into its queues, so that what has to wait is in the
 * outbox, and what there is in the run log. The client is not loaded before it is used.
 */
export class RabbitmqDriver implements QueueDriver {
  #topology: RabbitmqTopology
  #publisher?: Promise<RabbitmqPublisher>

  constructor(
    private config: RabbitmqConfig,
    private outbox: Outbox
  ) {
    this.#topology = new RabbitmqTopology(config.rabbitmq.prefix, Object.keys(config.queues))
  }

  async publish(envelopes: Envelope[]) {
    const publisher = await this.#publishing()
    await publisher.publish(
      envelopes.map((envelope) => toMessage(envelope, this.#topology.nameOf(envelope.queue)))
    )
  }

  async listen(options: ListenOptions, listener: Listener) {
    const { RabbitmqListening } = await import('#queue/drivers/rabbitmq_listening')
    const { lease, rabbitmq } = this.config
    const settings = {
      url: rabbitmq.url,
      lease: milliseconds(lease),
      ackTimeout: milliseconds(rabbitmq.ackTimeout),
      outbox: this.outbox,
    }
    const publisher = await this.#publishing()
    return RabbitmqListening.start(settings, this.#topology, publisher, options, listener)
  }

  async remove() {
    return false
  }

  async clear(queue: string) {
    const publisher = await this.#publishing()
    await publisher.purge(this.#topology.nameOf(queue))
  }

  async has() {
    return undefined
  }

  async list(queue: string) {
    const [{ RabbitmqInventory }, { connect, destroy }, publisher] = await Promise.all([
      import('#queue/drivers/rabbitmq_inventory'),
      import('#queue/drivers/rabbitmq_connection'),
      this.#publishing(),
    ])
    const connection = await connect(this.config.rabbitmq.url, milliseconds(this.config.lease))
    try {
      const channel = await connection.acquire()
      await this.#topology.declare(channel)
      const ids = await new RabbitmqInventory(channel, publisher, this.#topology).take(queue)
      await channel.close()
      await connection.close()
      return ids
    } finally {
      destroy(connection)
    }
  }

  async check() {
    const { checkRabbitmq } = await import('#queue/drivers/rabbitmq_check')
    const { lease, rabbitmq } = this.config
    await checkRabbitmq(rabbitmq.url, milliseconds(lease), this.#topology)
  }

  async close() {
    const publisher = await this.#publisher
    this.#publisher = undefined
    await publisher?.close()
  }

  #publishing() {
    const { lease, rabbitmq } = this.config
    this.#publisher ??= import('#queue/drivers/rabbitmq_publisher').then(
      ({ RabbitmqPublisher: Publisher }) =>
        new Publisher(rabbitmq.url, milliseconds(lease), this.#topology)
    )
    return this.#publisher
  }
}

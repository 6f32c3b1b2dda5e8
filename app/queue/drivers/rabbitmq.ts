import { E_BROKER_REFUSED } from '#queue/errors'
import type { Listener, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import { connect, refusalOf } from '#queue/drivers/rabbitmq_connection'
import { RabbitmqListening, type RabbitmqSettings } from '#queue/drivers/rabbitmq_listening'
import { toMessage } from '#queue/drivers/rabbitmq_message'
import { RabbitmqPublisher } from '#queue/drivers/rabbitmq_publisher'
import { RabbitmqTopology } from '#queue/drivers/rabbitmq_topology'
import type { Envelope } from '#queue/types'

export interface RabbitmqDriverSettings extends RabbitmqSettings {
  /** Every queue of config/queue.ts. */
  queues: string[]
  /** What the names of queues in RabbitMQ begin with: two apps may share a virtual host. */
  prefix?: string
}

/**
 * RabbitMQ, from 3.10 on. It neither waits nor looks into its queues, so the outbox does what has to wait, and
 * the run log knows what there is.
 */
export class RabbitmqDriver implements QueueDriver {
  #topology: RabbitmqTopology
  #publisher: RabbitmqPublisher

  constructor(private settings: RabbitmqDriverSettings) {
    this.#topology = new RabbitmqTopology(settings.prefix ?? 'queue', settings.queues)
    this.#publisher = new RabbitmqPublisher(settings.url, settings.lease, this.#topology)
  }

  async publish(envelopes: Envelope[]) {
    await this.#publisher.publish(
      envelopes.map((envelope) => toMessage(envelope, this.#topology.nameOf(envelope.queue)))
    )
  }

  async listen(options: ListenOptions, listener: Listener) {
    return RabbitmqListening.start(
      this.settings,
      this.#topology,
      this.#publisher,
      options,
      listener
    )
  }

  async remove() {
    return false
  }

  async clear(queue: string) {
    await this.#publisher.purge(this.#topology.nameOf(queue))
  }

  async has() {
    return undefined
  }

  async check() {
    if (this.settings.queues.includes('dead')) {
      throw new E_BROKER_REFUSED([
        'On RabbitMQ the queue "dead" is where unreadable messages go. Rename it in config/queue.ts',
      ])
    }
    try {
      await this.#tryOnce()
    } catch (error) {
      const refusal = refusalOf(error, this.settings.url)
      if (refusal) throw new E_BROKER_REFUSED([refusal], { cause: error })
    }
  }

  async close() {
    await this.#publisher.close()
  }

  async #tryOnce() {
    const connection = await connect(this.settings.url, this.settings.lease)
    try {
      await this.#topology.declare(await connection.acquire())
    } finally {
      connection.unsafeDestroy()
    }
  }
}

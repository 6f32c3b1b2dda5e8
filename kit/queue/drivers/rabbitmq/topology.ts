import type { Channel } from 'rabbitmq-client'
import { DEAD, DELIVERY_LIMIT } from '#queue/define_config'

/** Dead messages may be read and requeued any number of times. RabbitMQ 4 would drop them after 20 times. */
const UNLIMITED = 1_000_000

/** Declares a durable quorum queue for each configured queue, and one for dead messages. */
export class RabbitmqTopology {
  /**
   * @param prefix the first part of each name in RabbitMQ
   * @param queues their names in config/queue.ts
   */
  constructor(
    readonly prefix: string,
    readonly queues: string[]
  ) {}

  nameOf(queue: string) {
    return `${this.prefix}.${queue}`
  }

  /** The name of the dead-letter exchange and of its queue. */
  get dead() {
    return this.nameOf(DEAD)
  }

  /**
   * Idempotent.
   * @throws PRECONDITION_FAILED when a queue or the exchange exists with other arguments
   */
  async declare(channel: Channel) {
    await channel.exchangeDeclare({ exchange: this.dead, type: 'fanout', durable: true })
    for (const [queue, args] of Object.entries(this.declarations)) {
      await channel.queueDeclare({ queue, durable: true, arguments: args })
      if (queue === this.dead) await channel.queueBind({ queue, exchange: this.dead })
    }
  }

  /** The arguments of each queue, by its name in RabbitMQ. */
  get declarations(): Record<string, Record<string, string | number>> {
    const queues = this.queues.map((queue) => [this.nameOf(queue), this.#arguments])
    return {
      [this.dead]: { 'x-queue-type': 'quorum', 'x-delivery-limit': UNLIMITED },
      ...Object.fromEntries(queues),
    }
  }

  /**
   * RabbitMQ 3.10 and 4 accept these arguments, and refuse a later declaration with other ones, so none of them depends
   * on the configuration. Dead-lettering at least once needs `reject-publish`; the queue has no limit, so it rejects
   * nothing.
   */
  get #arguments() {
    return {
      'x-queue-type': 'quorum',
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': this.dead,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    }
  }
}

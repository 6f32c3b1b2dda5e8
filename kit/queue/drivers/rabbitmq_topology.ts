import type { Channel } from 'rabbitmq-client'
import { DEAD, DELIVERY_LIMIT } from '#queue/define_config'

/** Somebody may look at a dead message, and put it back, for ever. RabbitMQ 4 would drop it after 20 times. */
const UNLIMITED = 1_000_000

/** What RabbitMQ has: a durable quorum queue for each queue, and one for what cannot be read. */
export class RabbitmqTopology {
  /**
   * @param prefix what the names in RabbitMQ begin with
   * @param queues those of config/queue.ts
   */
  constructor(
    readonly prefix: string,
    readonly queues: string[]
  ) {}

  nameOf(queue: string) {
    return `${this.prefix}.${queue}`
  }

  /** The exchange, and the queue behind it. */
  get dead() {
    return this.nameOf(DEAD)
  }

  /**
   * Twice is once.
   * @throws PRECONDITION_FAILED when one of them is there and was made differently
   */
  async declare(channel: Channel) {
    await channel.exchangeDeclare({ exchange: this.dead, type: 'fanout', durable: true })
    await channel.queueDeclare({
      queue: this.dead,
      durable: true,
      arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': UNLIMITED },
    })
    await channel.queueBind({ queue: this.dead, exchange: this.dead })
    for (const queue of this.queues) await this.#declareQueue(channel, queue)
  }

  /**
   * RabbitMQ 3.10 and 4 take these, and hold them against a later declaration with others: so none of them
   * depends on the configuration. Dead-lettering at least once needs the overflow, of a queue without a limit.
   */
  async #declareQueue(channel: Channel, queue: string) {
    await channel.queueDeclare({
      queue: this.nameOf(queue),
      durable: true,
      arguments: {
        'x-queue-type': 'quorum',
        'x-delivery-limit': DELIVERY_LIMIT,
        'x-dead-letter-exchange': this.dead,
        'x-dead-letter-strategy': 'at-least-once',
        'x-overflow': 'reject-publish',
      },
    })
  }
}

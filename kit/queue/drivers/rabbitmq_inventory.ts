import type { Channel, SyncMessage } from 'rabbitmq-client'
import {
  readMessage,
  toDeadMessage,
  toMessage,
  UnreadableMessage,
  type Outgoing,
} from '#queue/drivers/rabbitmq_message'
import type { RabbitmqPublisher } from '#queue/drivers/rabbitmq_publisher'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq_topology'

/**
 * Messages that are in our hands at a time. Of more acknowledgements at once than its `quorum_commands_soft_limit`, 32,
 * RabbitMQ 3.10 keeps the others for later, and forgets them when the channel is closed.
 */
const HANDFUL = 25

/**
 * Finds out which jobs wait in a queue. RabbitMQ shows its messages to nobody, so each is taken, published again
 * behind the others, and acknowledged when RabbitMQ has the copy: they keep their order.
 */
export class RabbitmqInventory {
  constructor(
    private channel: Channel,
    private publisher: RabbitmqPublisher,
    private topology: RabbitmqTopology
  ) {}

  /**
   * @param queue of config/queue.ts
   * @returns the ids of the jobs; those that a worker has taken are not among them
   */
  async take(queue: string): Promise<Set<string>> {
    const ids = new Set<string>()
    const name = this.topology.nameOf(queue)
    const { messageCount } = await this.channel.queueDeclare({ queue: name, passive: true })
    for (let left = messageCount; left > 0; left -= HANDFUL) {
      const messages = await this.#get(name, Math.min(left, HANDFUL))
      if (messages.length === 0) break
      await this.publisher.publish(messages.map((message) => this.#copy(message, queue, ids)))
      this.channel.basicAck({ deliveryTag: messages.at(-1)!.deliveryTag, multiple: true })
    }
    return ids
  }

  async #get(name: string, count: number) {
    const messages: SyncMessage[] = []
    while (messages.length < count) {
      const message = await this.channel.basicGet({ queue: name })
      if (!message) break
      messages.push(message)
    }
    return messages
  }

  /**
   * A suspect: whatever comes of the original, a worker asks the log before it runs the copy. What cannot be read goes
   * where a worker would put it.
   */
  #copy(message: SyncMessage, queue: string, ids: Set<string>): Outgoing {
    try {
      const { envelope, returns, crashes } = readMessage(message, queue)
      ids.add(envelope.id)
      const copy = { ...envelope, suspect: true as const }
      return toMessage(copy, this.topology.nameOf(queue), crashes + returns)
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error
      return toDeadMessage(message, this.topology.dead, error.message)
    }
  }
}

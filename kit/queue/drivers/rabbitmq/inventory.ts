import type { Channel, SyncMessage } from 'rabbitmq-client'
import {
  readMessage,
  toDeadMessage,
  toMessage,
  UnreadableMessage,
  type Outgoing,
} from '#queue/drivers/rabbitmq/message'
import type { RabbitmqPublisher } from '#queue/drivers/rabbitmq/publisher'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'

/**
 * The most messages that are held at a time. RabbitMQ 3.10 postpones acknowledgements beyond its
 * `quorum_commands_soft_limit` of 32, and forgets them when the channel is closed.
 */
const HANDFUL = 25

/**
 * Lists the jobs that wait in a queue. RabbitMQ cannot show its messages, so each one is taken, published again behind
 * the others, and acknowledged when RabbitMQ has the copy. The order stays the same.
 */
export class RabbitmqInventory {
  constructor(
    private channel: Channel,
    private publisher: RabbitmqPublisher,
    private topology: RabbitmqTopology
  ) {}

  /**
   * @param queue its name in config/queue.ts
   * @returns the ids of the jobs, without those that a worker has reserved
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
   * The copy is a possible duplicate: the original may be delivered again, so a worker asks the log before it runs the copy. An
   * unreadable message goes to the dead-letter queue, where a worker would put it too.
   */
  #copy(message: SyncMessage, queue: string, ids: Set<string>): Outgoing {
    try {
      const { job, returns, crashes } = readMessage(message, queue)
      ids.add(job.id)
      const copy = { ...job, possibleDuplicate: true as const }
      return toMessage(copy, this.topology.nameOf(queue), crashes + returns)
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error
      return toDeadMessage(message, this.topology.dead, error.message)
    }
  }
}

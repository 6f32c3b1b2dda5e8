import { performance } from 'node:perf_hooks'
import { connect } from '#queue/drivers/rabbitmq/connection'
import { PATIENCE_MS, ConfirmChannel } from '#queue/drivers/rabbitmq/confirm_channel'
import type { Outgoing } from '#queue/drivers/rabbitmq/message'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'

/** The most unconfirmed messages at a time. */
const WINDOW = 1000

/**
 * Publishes with confirms, on a connection of its own: RabbitMQ blocks publishing connections when it runs out of
 * memory, and workers must continue. Nothing waits for a connection, so no message is published after it was refused.
 */
export class RabbitmqPublisher {
  #channel?: Promise<ConfirmChannel>

  constructor(
    private url: string,
    private lease: number,
    private topology: RabbitmqTopology
  ) {}

  /**
   * Resolves when RabbitMQ has all messages on disk.
   * @throws after two seconds without an answer, when the queue does not exist, and when RabbitMQ refuses a message
   */
  async publish(messages: Outgoing[]) {
    const deadline = performance.now() + PATIENCE_MS
    const channel = await this.#open()
    for (let start = 0; start < messages.length; start += WINDOW) {
      await channel.send(messages.slice(start, start + WINDOW), deadline)
    }
  }

  /**
   * @returns how many messages were removed
   */
  async purge(queue: string) {
    const channel = await this.#open()
    return channel.purge(queue)
  }

  async close() {
    const channel = await this.#channel?.catch(() => undefined)
    await channel?.close()
  }

  #open() {
    this.#channel ??= this.#connect()
    return this.#channel
  }

  async #connect() {
    const forget = () => (this.#channel = undefined)
    try {
      return await ConfirmChannel.open(() => connect(this.url, this.lease), this.topology, forget)
    } catch (error) {
      forget()
      throw error
    }
  }
}

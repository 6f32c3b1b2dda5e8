import { performance } from 'node:perf_hooks'
import { connect } from '#queue/drivers/rabbitmq_connection'
import { PATIENCE_MS, RabbitmqLine } from '#queue/drivers/rabbitmq_line'
import type { Outgoing } from '#queue/drivers/rabbitmq_message'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq_topology'

/** The most unconfirmed messages at a time. */
const WINDOW = 1000

/**
 * Publishes with confirms, on a connection of its own: RabbitMQ blocks publishing connections when it runs out of
 * memory, and workers must continue. Nothing waits for a connection, so no message is published after it was refused.
 */
export class RabbitmqPublisher {
  #line?: Promise<RabbitmqLine>

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
    const line = await this.#open()
    for (let start = 0; start < messages.length; start += WINDOW) {
      await line.send(messages.slice(start, start + WINDOW), deadline)
    }
  }

  /**
   * @returns how many messages were removed
   */
  async purge(queue: string) {
    const line = await this.#open()
    return line.purge(queue)
  }

  async close() {
    const line = await this.#line?.catch(() => undefined)
    await line?.close()
  }

  #open() {
    this.#line ??= this.#connect()
    return this.#line
  }

  async #connect() {
    const forget = () => (this.#line = undefined)
    try {
      return await RabbitmqLine.open(() => connect(this.url, this.lease), this.topology, forget)
    } catch (error) {
      forget()
      throw error
    }
  }
}

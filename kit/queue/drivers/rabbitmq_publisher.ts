import { performance } from 'node:perf_hooks'
import { connect } from '#queue/drivers/rabbitmq_connection'
import { PATIENCE_MS, RabbitmqLine } from '#queue/drivers/rabbitmq_line'
import type { Outgoing } from '#queue/drivers/rabbitmq_message'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq_topology'

/** Messages on their way at a time. */
const WINDOW = 1000

/**
 * Publishes with confirms, on a connection of its own: RabbitMQ blocks those that publish when it runs out of
 * memory, and workers have to go on. Nothing waits for a connection, so that nothing is published after it was
 * refused.
 */
export class RabbitmqPublisher {
  #line?: Promise<RabbitmqLine>

  constructor(
    private url: string,
    private lease: number,
    private topology: RabbitmqTopology
  ) {}

  /**
   * Resolves when RabbitMQ has all of them on disk.
   * @throws within two seconds of silence, when it has no such queue, and when it does not take one
   */
  async publish(messages: Outgoing[]) {
    const deadline = performance.now() + PATIENCE_MS
    const line = await this.#open()
    for (let start = 0; start < messages.length; start += WINDOW) {
      await line.send(messages.slice(start, start + WINDOW), deadline)
    }
  }

  /**
   * @returns how many were there
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

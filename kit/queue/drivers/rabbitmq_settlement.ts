import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome } from '#queue/drivers/driver'
import type { Delivery } from '#queue/drivers/rabbitmq_delivery'
import {
  nextAttempt,
  toDeadMessage,
  toMessage,
  type Incoming,
} from '#queue/drivers/rabbitmq_message'
import type { RabbitmqPublisher } from '#queue/drivers/rabbitmq_publisher'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq_topology'
import type { Envelope } from '#queue/types'

const RETRY_MS = 1000

/** Has an envelope at a time to come. */
export interface Outbox {
  /** Resolves when it is on disk. `delay` in milliseconds. */
  put(envelope: Envelope, delay: number): Promise<void>
}

/**
 * What becomes of a delivery. Nothing is acknowledged before it is done, or on disk elsewhere.
 */
export class RabbitmqSettlement {
  #hurried = new AbortController()

  constructor(
    private publisher: RabbitmqPublisher,
    private topology: RabbitmqTopology,
    private outbox: Outbox,
    private troubled: (error: Error) => void
  ) {}

  /** From now on nothing is tried again. */
  hurry() {
    this.#hurried.abort()
  }

  async settle(delivery: Delivery, incoming: Incoming, outcome: Outcome) {
    const { envelope } = incoming
    switch (outcome.status) {
      case 'retry':
        return this.#later(delivery, { ...envelope, attempt: nextAttempt(envelope) }, outcome.delay)
      case 'postponed': {
        const message = { ...envelope.message, unknownSince: outcome.unknownSince }
        return this.#later(delivery, { ...envelope, message }, outcome.delay)
      }
      case 'left':
        await this.#rest()
        return this.#handBack(delivery, envelope, incoming.crashes + incoming.returns)
      case 'handed back':
        return this.#handBack(delivery, envelope, incoming.crashes + incoming.returns)
      default:
        return delivery.acknowledge()
    }
  }

  /**
   * RabbitMQ counts its own restarts as well. A copy says what the count would be without: otherwise three restarts
   * of RabbitMQ were three deaths of a worker.
   * @returns false when it could not be done
   */
  forgive(delivery: Delivery, { envelope, returns, crashes }: Incoming) {
    return this.#replace(delivery, envelope, crashes + returns - 1)
  }

  /** Among the dead ones it says why it is there; where that cannot be published, RabbitMQ moves it as it is. */
  async bury(delivery: Delivery, error: Error) {
    const { message } = delivery
    const id = message.messageId ? ` ${message.messageId}` : ''
    this.troubled(
      new Error(`The message${id} of "${message.routingKey}" cannot be read: ${error.message}`)
    )
    try {
      await this.publisher.publish([toDeadMessage(message, this.topology.dead, error.message)])
      delivery.acknowledge()
    } catch {
      delivery.bury()
    }
  }

  /** A worker that has to stop, and cannot reach the outbox, leaves the delay out. */
  async #later(delivery: Delivery, envelope: Envelope, delay: number) {
    while (!delivery.isLost) {
      try {
        await this.outbox.put(again(envelope), delay)
        return delivery.acknowledge()
      } catch (error) {
        this.troubled(error as Error)
      }
      if (this.#hurried.signal.aborted) return this.#handBack(delivery, envelope, 0)
      await this.#rest()
    }
  }

  /**
   * A copy, for RabbitMQ before 4.3 counts whatever is given back as if the worker had died. It waits behind those
   * that wait already.
   */
  async #handBack(delivery: Delivery, envelope: Envelope, crashes: number) {
    while (!delivery.isLost) {
      if (await this.#replace(delivery, envelope, crashes)) return
      if (this.#hurried.signal.aborted) return delivery.giveBack()
      await this.#rest()
    }
  }

  async #replace(delivery: Delivery, envelope: Envelope, crashes: number) {
    const queue = this.topology.nameOf(envelope.queue)
    try {
      await this.publisher.publish([toMessage(again(envelope), queue, crashes)])
    } catch (error) {
      this.troubled(error as Error)
      return false
    }
    delivery.acknowledge()
    return true
  }

  async #rest() {
    await wait(RETRY_MS, undefined, { signal: this.#hurried.signal }).catch(() => undefined)
  }
}

/** The first one may come once more, when its acknowledgement is lost. */
function again(envelope: Envelope): Envelope {
  return { ...envelope, suspect: true }
}

import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome } from '#queue/drivers/driver'
import type { Delivery } from '#queue/drivers/rabbitmq/delivery'
import {
  nextAttempt,
  toDeadMessage,
  toMessage,
  type Incoming,
} from '#queue/drivers/rabbitmq/message'
import type { RabbitmqPublisher } from '#queue/drivers/rabbitmq/publisher'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'
import type { StoredJob } from '#queue/types'

const RETRY_MS = 1000

/** Stores jobs, to be published after a delay. */
export interface Outbox {
  /** Resolves when the job is on disk. `delay` is in milliseconds. */
  put(job: StoredJob, delay: number): Promise<void>
}

/**
 * Settles deliveries. A delivery is acknowledged only when its job is done, or is on disk elsewhere.
 */
export class RabbitmqSettlement {
  #hurried = new AbortController()

  constructor(
    private publisher: RabbitmqPublisher,
    private topology: RabbitmqTopology,
    private outbox: Outbox,
    private onError: (error: Error) => void
  ) {}

  /** From now on nothing is retried. */
  hurry() {
    this.#hurried.abort()
  }

  async settle(delivery: Delivery, incoming: Incoming, outcome: Outcome) {
    const { job } = incoming
    switch (outcome.status) {
      case 'retry':
        return this.#later(delivery, { ...job, attempt: nextAttempt(job) }, outcome.delay)
      case 'postponed': {
        const message = { ...job.message, unknownSince: outcome.unknownSince }
        return this.#later(delivery, { ...job, message }, outcome.delay)
      }
      case 'left':
        await this.#rest()
        return this.#release(delivery, job, incoming.crashes + incoming.returns)
      case 'released':
        return this.#release(delivery, job, incoming.crashes + incoming.returns)
      default:
        return delivery.acknowledge()
    }
  }

  /**
   * RabbitMQ also counts its own restarts as returns. This publishes a copy with a lower count: otherwise three
   * restarts of RabbitMQ would count as three deaths of a worker.
   * @returns false when the copy could not be published
   */
  forgive(delivery: Delivery, { job, returns, crashes }: Incoming) {
    return this.#replace(delivery, job, crashes + returns - 1)
  }

  /**
   * Publishes the message and the reason to the dead-letter queue. If that fails, RabbitMQ moves it there unchanged.
   */
  async bury(delivery: Delivery, error: Error) {
    const { message } = delivery
    const id = message.messageId ? ` ${message.messageId}` : ''
    this.onError(
      new Error(`The message${id} of "${message.routingKey}" cannot be read: ${error.message}`)
    )
    try {
      await this.publisher.publish([toDeadMessage(message, this.topology.dead, error.message)])
      delivery.acknowledge()
    } catch {
      delivery.bury()
    }
  }

  /** A worker that must stop and cannot reach the outbox releases the job without the delay. */
  async #later(delivery: Delivery, job: StoredJob, delay: number) {
    while (!delivery.isLost) {
      try {
        await this.outbox.put(again(job), delay)
        return delivery.acknowledge()
      } catch (error) {
        this.onError(error as Error)
      }
      if (this.#hurried.signal.aborted) return this.#release(delivery, job, 0)
      await this.#rest()
    }
  }

  /**
   * Releases the job as a copy at the end of the queue, because RabbitMQ before 4.3 counts each requeued delivery as a
   * worker's death.
   */
  async #release(delivery: Delivery, job: StoredJob, crashes: number) {
    while (!delivery.isLost) {
      if (await this.#replace(delivery, job, crashes)) return
      if (this.#hurried.signal.aborted) return delivery.release()
      await this.#rest()
    }
  }

  async #replace(delivery: Delivery, job: StoredJob, crashes: number) {
    const queue = this.topology.nameOf(job.queue)
    try {
      await this.publisher.publish([toMessage(again(job), queue, crashes)])
    } catch (error) {
      this.onError(error as Error)
      return false
    }
    delivery.acknowledge()
    return true
  }

  async #rest() {
    await wait(RETRY_MS, undefined, { signal: this.#hurried.signal }).catch(() => undefined)
  }
}

/** Marks the copy as a possible duplicate: the original is delivered again if its acknowledgement is lost. */
function again(job: StoredJob): StoredJob {
  return { ...job, possibleDuplicate: true }
}

import { setImmediate as nextRound, setTimeout as wait } from 'node:timers/promises'
import type { Channel, Connection } from 'rabbitmq-client'
import { Delivery } from '#queue/drivers/rabbitmq/delivery'
import { LeaseLost } from '#queue/cancellation'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'

/**
 * The pause before the next channel. A deleted queue must not be declared again before every worker was told: RabbitMQ
 * 3.10 sends its jobs to the old consumers that were not told, and they never receive them.
 */
const RETRY_MS = 500

interface Take {
  /** Never throws; resolves when the delivery is settled. */
  (delivery: Delivery): Promise<void>
}

export interface ConsumerOptions {
  queue: string
  concurrency: number
  /** In milliseconds. */
  ackTimeout: number
  topology: RabbitmqTopology
  take: Take
  onError: (error: Error) => void
}

/**
 * Consumes one queue on a channel of its own, and opens a new channel whenever that one is closed.
 */
export class RabbitmqConsumer {
  #channel?: Channel
  #tag?: string
  #paused = false
  #stopped = new AbortController()
  #turn: Promise<void> = Promise.resolve()
  #running = new Map<Delivery, Promise<void>>()

  constructor(
    private connection: Connection,
    private options: ConsumerOptions
  ) {}

  /**
   * Consumes until `cancel` is called. Never throws.
   * @returns after the first try
   */
  async start() {
    const channel = await this.#try()
    void this.#keepOn(channel)
  }

  async pause() {
    this.#paused = true
    await this.#apply()
  }

  async resume() {
    this.#paused = false
    await this.#apply()
  }

  /** Takes no more deliveries. */
  async cancel() {
    this.#stopped.abort()
    await this.#apply()
    // Deliveries that came before RabbitMQ's answer are handed over in the next round of the event loop.
    await nextRound()
  }

  get isStopping() {
    return this.#stopped.signal.aborted
  }

  /** Resolves when each delivery is settled. */
  async finished() {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }

  abort(reason: string) {
    for (const delivery of this.#running.keys()) delivery.cancellation.cancel(new Error(reason))
  }

  async close() {
    await this.#channel?.close()
  }

  async #keepOn(channel?: Channel) {
    while (!this.isStopping) {
      if (channel?.active) await closeOf(channel)
      await this.#rest()
      channel = this.isStopping ? undefined : await this.#try()
    }
  }

  async #rest() {
    await wait(RETRY_MS, undefined, { signal: this.#stopped.signal }).catch(() => undefined)
  }

  /**
   * @returns undefined when no channel could be opened
   */
  async #try() {
    try {
      return await this.#open()
    } catch (error) {
      // A lost connection has already been reported, once.
      if (this.connection.ready) this.options.onError(error as Error)
    }
  }

  async #open() {
    const channel = await this.connection.acquire({ emitErrorsFromChannel: true })
    channel.on('error', (error) => this.connection.ready && this.options.onError(error))
    channel.on('close', () => this.#lose(channel))
    channel.on('basic.cancel', (_tag, error) => this.#cancelled(channel, error))
    try {
      await this.options.topology.declare(channel)
      await this.#limit(channel)
      this.#channel = channel
      await this.#apply()
    } catch (error) {
      await channel.close()
      throw error
    }
    return channel
  }

  #limit = (channel: Channel) => channel.basicQos({ prefetchCount: this.options.concurrency })

  /** Starts or stops consuming, as `pause`, `resume` and `cancel` require; one change after another. */
  #apply() {
    this.#turn = this.#turn.then(() => this.#change()).catch(() => undefined)
    return this.#turn
  }

  async #change() {
    const channel = this.#channel
    const wanted = !this.#paused && !this.isStopping
    if (!channel?.active || wanted === Boolean(this.#tag)) return
    if (wanted) {
      this.#tag = await this.#consume(channel)
    } else {
      const consumerTag = this.#tag!
      this.#tag = undefined
      await channel.basicCancel({ consumerTag })
    }
  }

  async #consume(channel: Channel) {
    const { consumerTag } = await channel.basicConsume(
      {
        queue: this.options.topology.nameOf(this.options.queue),
        // Set on the consumer, because the arguments of an existing queue cannot change. RabbitMQ 3.10 lacks it.
        arguments: { 'x-consumer-timeout': this.options.ackTimeout },
      },
      (message) => this.#take(new Delivery(message, channel, this.#limit))
    )
    return consumerTag
  }

  #take(delivery: Delivery) {
    if (delivery.isLost) return
    const done = this.options.take(delivery).finally(() => this.#running.delete(delivery))
    this.#running.set(delivery, done)
  }

  /** RabbitMQ has requeued the deliveries that were not acknowledged, so their jobs are cancelled here. */
  #lose(channel: Channel) {
    if (this.#channel === channel) {
      this.#channel = undefined
      this.#tag = undefined
    }
    for (const delivery of this.#running.keys()) {
      if (delivery.isLost)
        delivery.cancellation.cancel(new LeaseLost('The connection to RabbitMQ is lost'))
    }
  }

  /** The queue was deleted, or an acknowledgement took longer than RabbitMQ 4.3 waits. */
  #cancelled(channel: Channel, error: Error) {
    this.options.onError(error)
    void channel.close()
  }
}

function closeOf(channel: Channel) {
  return new Promise<void>((resolve) => channel.once('close', resolve))
}

import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import type { Connection } from 'rabbitmq-client'
import type { Listener, Listening, ListenOptions, ReservedJob } from '#queue/drivers/driver'
import { createConnectionThrough, destroy, within } from '#queue/drivers/rabbitmq/connection'
import { RabbitmqConsumer } from '#queue/drivers/rabbitmq/consumer'
import type { Delivery } from '#queue/drivers/rabbitmq/delivery'
import {
  nextAttempt,
  readMessage,
  UnreadableMessage,
  type Incoming,
} from '#queue/drivers/rabbitmq/message'
import type { RabbitmqPublisher } from '#queue/drivers/rabbitmq/publisher'
import { RabbitmqSettlement, type Outbox } from '#queue/drivers/rabbitmq/settlement'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'

/**
 * A message that is delivered again within this time after a reconnect was lost with our connection: no worker died.
 */
const FORGIVEN_MS = 30_000
const CLOSE_MS = 2000

/** The client's code of a connection that the other end has closed. The HeartbeatPipe tells why. */
const ENDED_BY_PIPE = 'CONN_CLOSE'

export interface RabbitmqSettings {
  url: string
  /** The Unix socket of the HeartbeatPipe. */
  path: string
  /** The longest time until the jobs of a killed worker run again, in milliseconds. */
  lease: number
  /** How long RabbitMQ waits for an acknowledgement, from 3.12 on, in milliseconds. */
  ackTimeout: number
  outbox: Outbox
}

/**
 * The consumers of one process, one for each queue, on one connection that never publishes.
 */
export class RabbitmqListening implements Listening {
  #connection: Connection
  #consumers: Map<string, RabbitmqConsumer>
  #reconnected = -Infinity
  #settlement: RabbitmqSettlement

  static async start(
    settings: RabbitmqSettings,
    topology: RabbitmqTopology,
    publisher: RabbitmqPublisher,
    options: ListenOptions,
    listener: Listener
  ) {
    const listening = new RabbitmqListening(settings, topology, publisher, options, listener)
    const tried = Promise.all(listening.#all((consumer) => consumer.start()))
    await Promise.race([tried, once(listening.#connection, 'error')])
    return listening
  }

  private constructor(
    private settings: RabbitmqSettings,
    private topology: RabbitmqTopology,
    publisher: RabbitmqPublisher,
    { queues, concurrency }: ListenOptions,
    private listener: Listener
  ) {
    const onError = (error: Error) => listener.onError(error)
    this.#settlement = new RabbitmqSettlement(publisher, topology, settings.outbox, onError)
    this.#connection = this.#connect()
    this.#consumers = new Map(queues.map((queue) => [queue, this.#consume(queue, concurrency)]))
  }

  async pause(queue: string) {
    await this.#consumers.get(queue)?.pause()
  }

  async resume(queue: string) {
    await this.#consumers.get(queue)?.resume()
  }

  async stop(grace: number) {
    const late = setTimeout(() => {
      this.#settlement.hurry()
      this.#all((consumer) => consumer.abort('The worker stops'))
    }, grace)
    await orNot(Promise.all(this.#all((consumer) => consumer.cancel())))
    await Promise.all(this.#all((consumer) => consumer.finished()))
    clearTimeout(late)
    await orNot(this.#close())
    destroy(this.#connection)
  }

  async #close() {
    await Promise.all(this.#all((consumer) => consumer.close()))
    await this.#connection.close()
  }

  #all<Value>(use: (consumer: RabbitmqConsumer) => Value) {
    return [...this.#consumers.values()].map(use)
  }

  #connect() {
    const { path, url, lease } = this.settings
    const connection = createConnectionThrough(path, url, lease)
    connection.on('error', (error) => {
      if (error.code !== ENDED_BY_PIPE) this.listener.onError(lost(error))
    })
    connection.once('connection', () => {
      connection.on('connection', () => (this.#reconnected = performance.now()))
    })
    return connection
  }

  #consume(queue: string, concurrency: number) {
    return new RabbitmqConsumer(this.#connection, {
      queue,
      concurrency,
      ackTimeout: this.settings.ackTimeout,
      topology: this.topology,
      take: (delivery) => this.#take(delivery, queue),
      onError: (error) => this.listener.onError(error),
    })
  }

  async #take(delivery: Delivery, queue: string) {
    try {
      const incoming = await this.#read(delivery, queue)
      if (incoming) await this.#run(delivery, incoming)
    } catch (error) {
      this.listener.onError(error as Error)
      delivery.release()
    }
  }

  /**
   * @returns undefined when the delivery is settled already
   */
  async #read(delivery: Delivery, queue: string) {
    try {
      const incoming = readMessage(delivery.message, queue)
      if (!this.#isForgiven(incoming)) return incoming
      return (await this.#settlement.forgive(delivery, incoming)) ? undefined : incoming
    } catch (error) {
      if (!(error instanceof UnreadableMessage)) throw error
      await this.#settlement.bury(delivery, error)
    }
  }

  async #run(delivery: Delivery, incoming: Incoming) {
    const started = performance.now()
    const reserved = toReservedJob(incoming, delivery)
    const outcome = await this.listener.handle(reserved)
    if (!delivery.isLost) await this.#settlement.settle(delivery, incoming, outcome)
    this.listener.ended(reserved, outcome, performance.now() - started)
  }

  #isForgiven({ returns }: Incoming) {
    return returns > 0 && performance.now() - this.#reconnected < FORGIVEN_MS
  }
}

function toReservedJob(
  { job, returns, crashes, redelivered }: Incoming,
  delivery: Delivery
): ReservedJob {
  const { id, name, queue, message, attempts, backoff, possibleDuplicate = false } = job
  return {
    id,
    name,
    queue,
    message,
    attempt: nextAttempt(job),
    attempts,
    backoff,
    crashes: crashes + returns,
    possibleDuplicate: possibleDuplicate || redelivered,
    cancellation: delivery.cancellation,
    confirm: () => delivery.confirm(),
  }
}

/** Keeps the first reason: the client appends all other errors of the connection to the message. */
function lost(error: Error) {
  const [reason] = error.message.split('; ')
  return new Error(`The connection to RabbitMQ is lost: ${reason}`, { cause: error })
}

/** Ignores an error, and a RabbitMQ that does not answer in time. */
async function orNot(closing: Promise<unknown>) {
  await within(CLOSE_MS, closing).catch(() => undefined)
}

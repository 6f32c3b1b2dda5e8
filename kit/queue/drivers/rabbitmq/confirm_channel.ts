import { performance } from 'node:perf_hooks'
import { setImmediate as nextRound } from 'node:timers/promises'
import type { Channel, Connection } from 'rabbitmq-client'
import { destroy, silence, within } from '#queue/drivers/rabbitmq/connection'
import type { Outgoing } from '#queue/drivers/rabbitmq/message'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'

/** After this time without a confirm, RabbitMQ is frozen, blocked or out of reach. */
export const PATIENCE_MS = 1900

/** The client's code of a message that RabbitMQ has not taken. */
const REJECTED = 'NACK'

/** The pause before a deleted queue is declared again. */
const DECLARE_MS = 500

/** One connection with a confirm channel, until it fails. */
export class ConfirmChannel {
  #waiting = new Set<(error: Error) => void>()
  #deadline = 0
  #watch?: NodeJS.Timeout
  #blocked = false
  #failure?: Error
  #isRetired = false
  #returned = new Set<string>()
  #declaration?: NodeJS.Timeout

  static async open(
    dial: () => Promise<Connection>,
    topology: RabbitmqTopology,
    ended: () => void
  ) {
    let confirms: ConfirmChannel | undefined
    let expired = false
    const opening = dial().then(async (connection) => {
      if (expired) return destroy(connection)
      confirms = new ConfirmChannel(connection, topology, ended)
      await confirms.#prepare()
    })
    await within(PATIENCE_MS, opening).catch((error) => {
      expired = true
      confirms?.fail(error)
      throw error
    })
    return confirms!
  }

  private channel!: Channel

  private constructor(
    private connection: Connection,
    private topology: RabbitmqTopology,
    private ended: () => void
  ) {
    connection.on('error', (error) => this.fail(error))
    connection.on('connection.blocked', () => (this.#blocked = true))
    connection.on('connection.unblocked', () => (this.#blocked = false))
  }

  async send(messages: Outgoing[], deadline: number) {
    // The client would keep the messages, and publish them long after we reported that they failed.
    if (this.#blocked) throw new Error('RabbitMQ accepts no messages: it is low on memory or disk')
    if (this.#waiting.size === 0) this.#deadline = Math.max(this.#deadline, deadline)
    await this.#confirmed(messages)
    await this.#checkReturned(messages)
  }

  async purge(queue: string) {
    const { messageCount } = await within(PATIENCE_MS, this.channel.queuePurge({ queue }))
    return messageCount
  }

  fail(error: Error) {
    if (this.#failure) return
    this.#end(error)
    destroy(this.connection)
  }

  async close() {
    this.#end(new Error('The queue is closed'))
    const closing = this.channel.close().then(() => this.connection.close())
    await within(1000, closing).catch(() => destroy(this.connection))
  }

  #end(error: Error) {
    this.#failure = error
    clearTimeout(this.#watch)
    clearTimeout(this.#declaration)
    for (const reject of this.#waiting) reject(error)
    if (!this.#isRetired) this.ended()
  }

  /** Fails when nothing is confirmed in time although messages are on their way. */
  #listen() {
    this.#watch ??= setTimeout(
      () => {
        this.#watch = undefined
        if (performance.now() < this.#deadline) this.#listen()
        else this.fail(silence())
      },
      Math.max(0, this.#deadline - performance.now())
    )
  }

  async #prepare() {
    this.channel = await this.connection.acquire({ emitErrorsFromChannel: true })
    this.channel.on('error', (error) => this.fail(error))
    this.channel.on('close', () => this.fail(new Error('RabbitMQ closed the channel')))
    this.channel.on('basic.return', ({ messageId }) => this.#returned.add(messageId ?? ''))
    await this.topology.declare(this.channel)
    await this.channel.confirmSelect()
  }

  /**
   * The client forgets a message that was written at the moment the connection was lost, so we must not wait for its
   * answer alone.
   */
  async #confirmed(messages: Outgoing[]) {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#waiting.add(reject)
    this.#listen()
    Promise.all(messages.map((message) => this.#send(message))).then(
      () => resolve(),
      (error) => {
        if (error.code === REJECTED) this.#retire()
        reject(this.#failure ?? error)
      }
    )
    await promise.finally(() => this.#settle(reject))
  }

  /**
   * A channel that was opened while a quorum queue had no leader rejects everything, also after the election (RabbitMQ
   * 3.10). The next message gets a new channel.
   */
  #retire() {
    if (this.#isRetired) return
    this.#isRetired = true
    this.ended()
  }

  #settle(reject: (error: Error) => void) {
    this.#waiting.delete(reject)
    if (this.#waiting.size > 0) return
    if (this.#isRetired) this.fail(new Error('RabbitMQ rejected a message'))
    clearTimeout(this.#watch)
    this.#watch = undefined
  }

  async #send({ body, ...properties }: Outgoing) {
    await this.channel.basicPublish({ ...properties, durable: true, mandatory: true }, body)
    this.#deadline = performance.now() + PATIENCE_MS
  }

  /** RabbitMQ confirms a returned message too, and the client reports the return one round of the event loop later. */
  async #checkReturned(messages: Outgoing[]) {
    await nextRound()
    const returned = messages.filter(({ messageId }) => this.#returned.delete(messageId ?? ''))
    if (returned.length === 0) return
    this.#declareLater()
    const [{ exchange, routingKey }] = returned
    throw new Error(`RabbitMQ has no queue "${exchange || routingKey}"`)
  }

  /** Somebody has deleted the queue. A later publish finds a new one; see RabbitmqConsumer for the pause. */
  #declareLater() {
    this.#declaration ??= setTimeout(() => {
      this.#declaration = undefined
      this.topology.declare(this.channel).catch(() => undefined)
    }, DECLARE_MS)
  }
}

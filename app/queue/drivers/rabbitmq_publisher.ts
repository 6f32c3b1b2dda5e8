import { setImmediate as nextRound } from 'node:timers/promises'
import type { Channel, Connection } from 'rabbitmq-client'
import { connect, silence, within } from '#queue/drivers/rabbitmq_connection'
import type { Outgoing } from '#queue/drivers/rabbitmq_message'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq_topology'

/** Without a confirm for so long RabbitMQ is frozen, blocked or out of reach. */
const PATIENCE_MS = 1900

/** Messages on their way at a time. */
const WINDOW = 1000

/**
 * Publishes with confirms, on a connection of its own: RabbitMQ blocks those that publish when it runs out of
 * memory, and workers have to go on. Nothing waits for a connection, so that nothing is published after it was
 * refused.
 */
export class RabbitmqPublisher {
  #line?: Promise<Line>

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
      return await Line.open(() => connect(this.url, this.lease), this.topology, forget)
    } catch (error) {
      forget()
      throw error
    }
  }
}

/** One connection, until it fails. */
class Line {
  #waiting = 0
  #deadline = 0
  #watch?: NodeJS.Timeout
  #blocked = false
  #failure?: Error
  #returned = new Set<string>()

  static async open(
    dial: () => Promise<Connection>,
    topology: RabbitmqTopology,
    ended: () => void
  ) {
    let line: Line | undefined
    let expired = false
    const opening = dial().then(async (connection) => {
      if (expired) return connection.unsafeDestroy()
      line = new Line(connection, topology, ended)
      await line.#prepare()
    })
    await within(PATIENCE_MS, opening).catch((error) => {
      expired = true
      line?.fail(error)
      throw error
    })
    return line!
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
    // The client would keep them, and publish them long after we have said that they failed.
    if (this.#blocked) throw new Error('RabbitMQ takes no messages: it is low on memory or disk')
    if (this.#waiting === 0) this.#deadline = Math.max(this.#deadline, deadline)
    this.#waiting += messages.length
    this.#listen()
    try {
      await Promise.all(messages.map((message) => this.#send(message)))
    } catch (error) {
      throw this.#failure ?? error
    } finally {
      this.#settle(messages.length)
    }
    await this.#checkReturned(messages)
  }

  async purge(queue: string) {
    const { messageCount } = await within(PATIENCE_MS, this.channel.queuePurge({ queue }))
    return messageCount
  }

  fail(error: Error) {
    if (this.#failure) return
    this.#end(error)
    this.connection.unsafeDestroy()
  }

  async close() {
    this.#end(new Error('The queue is closed'))
    const closing = this.channel.close().then(() => this.connection.close())
    await within(1000, closing).catch(() => this.connection.unsafeDestroy())
  }

  #end(error: Error) {
    this.#failure = error
    clearTimeout(this.#watch)
    this.ended()
  }

  /** Fails when nothing was confirmed for long, though something is on its way. */
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

  async #send({ body, ...properties }: Outgoing) {
    await this.channel.basicPublish({ ...properties, durable: true, mandatory: true }, body)
    this.#deadline = performance.now() + PATIENCE_MS
  }

  #settle(count: number) {
    this.#waiting -= count
    if (this.#waiting > 0) return
    clearTimeout(this.#watch)
    this.#watch = undefined
  }

  /**
   * What came back was confirmed as well, and is told a round later. Somebody has deleted the queue: it is made
   * again, for those who try once more.
   */
  async #checkReturned(messages: Outgoing[]) {
    await nextRound()
    const returned = messages.filter(({ messageId }) => this.#returned.delete(messageId ?? ''))
    if (returned.length === 0) return
    await this.topology.declare(this.channel).catch(() => undefined)
    const [{ exchange, routingKey }] = returned
    throw new Error(`RabbitMQ has no queue "${exchange || routingKey}"`)
  }
}

import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { connect, createServer, isIP, type Server, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import type { Keeping } from '#queue/drivers/keeping'
import { Frames } from '#queue/drivers/rabbitmq/frames'
import { nameOf, shuffled, urlsOf } from '#queue/drivers/rabbitmq/hosts'

const HEARTBEAT = Buffer.from([8, 0, 0, 0, 0, 0, 0, 0xce])

const PORTS: Record<string, number> = { 'amqp:': 5672, 'amqps:': 5671 }

/** RabbitMQ and its client give a connection up after two heartbeats without a byte. */
const SILENT_HALVES = 4

/** Lies between a worker and RabbitMQ, on another thread. It sends heartbeats when the worker is too busy for them. */
export class HeartbeatPipe implements Keeping {
  #server: Server
  #urls: URL[]
  #links = new Set<Link>()
  #isAway = false

  /**
   * @param path the Unix socket for the worker
   * @param onEnd is told once why the connection to RabbitMQ has ended, until there is a new one
   */
  static async open(url: string, path: string, onEnd: (reason: string) => void) {
    const pipe = new HeartbeatPipe(url, onEnd)
    // A former thread of this worker may have left it.
    rmSync(path, { force: true })
    await once(pipe.#server.listen(path), 'listening')
    return pipe
  }

  private constructor(
    url: string,
    private onEnd: (reason: string) => void
  ) {
    this.#urls = shuffled(urlsOf(url)).map((one) => new URL(one))
    // Only its connections keep a process alive.
    this.#server = createServer({ allowHalfOpen: true }, (worker) => this.#join(worker)).unref()
  }

  async renew() {}

  async rest() {}

  giveUp() {
    for (const link of this.#links)
      link.cut('the worker is blocked for longer than its jobs may take')
  }

  /** After a loss the worker connects again, and gets the next node of the URL. */
  #join(worker: Socket) {
    const url = this.#urls.shift()!
    this.#urls.push(url)
    const link: Link = new Link(worker, dial(url), {
      opened: () => (this.#isAway = false),
      ended: (reason) => {
        this.#links.delete(link)
        if (reason && !this.#isAway) this.onEnd(`The connection to RabbitMQ is lost: ${reason}`)
        this.#isAway = Boolean(reason)
      },
    })
    this.#links.add(link)
  }
}

interface Listener {
  opened(): void
  /** The reason is missing when the worker itself has ended the connection. */
  ended(reason?: string): void
}

/** One connection of the worker. */
class Link {
  #frames = new Frames()
  #heart?: NodeJS.Timeout
  /** Whether the worker has sent nothing since the last half of a heartbeat. */
  #isIdle = true
  /** For how many halves of a heartbeat RabbitMQ has sent nothing. */
  #silence = 0
  #reason?: string

  constructor(
    private worker: Socket,
    private broker: Socket,
    private listener: Listener
  ) {
    broker.setNoDelay(true)
    worker.on('data', (bytes: Buffer) => this.#send(bytes))
    worker.on('end', () => broker.end())
    worker.on('error', () => undefined)
    worker.on('close', () => broker.destroy())
    broker.on('data', (bytes) => this.#receive(bytes))
    broker.on('end', () => this.#note('RabbitMQ has closed it'))
    broker.on('error', (error) => this.#note(error.message))
    broker.on('close', () => this.#end())
  }

  cut(reason: string) {
    this.#note(reason)
    this.broker.destroy()
  }

  #note(reason: string) {
    this.#reason ??= reason
  }

  #send(bytes: Buffer) {
    const frames = this.#frames.take(bytes)
    if (frames.length === 0) return
    this.#isIdle = false
    this.broker.write(frames)
    if (this.#frames.heartbeat && !this.#heart) this.#open(this.#frames.heartbeat * 1000)
  }

  /** RabbitMQ delivers no more jobs than the worker asked for, so a blocked worker needs little memory here. */
  #receive(bytes: Buffer) {
    this.#silence = 0
    this.worker.write(bytes)
  }

  /** @param period of the heartbeat, in milliseconds */
  #open(period: number) {
    this.listener.opened()
    this.#heart = setInterval(() => {
      if (++this.#silence > SILENT_HALVES) this.cut('RabbitMQ is silent')
      if (this.#isIdle && this.broker.writable) this.broker.write(HEARTBEAT)
      this.#isIdle = true
    }, period / 2)
  }

  #end() {
    clearInterval(this.#heart)
    const isOurs = this.worker.destroyed || this.worker.readableEnded
    this.listener.ended(isOurs ? undefined : this.#reason)
    this.worker.end()
  }
}

function dial(url: URL): Socket {
  const { protocol, port } = url
  const host = nameOf(url)
  const address = { host, port: Number(port || PORTS[protocol]) }
  if (protocol !== 'amqps:') return connect(address)
  // Node sends no name by itself (SNI), and hosts with several certificates need one.
  return connectSecurely({ ...address, servername: isIP(host) ? undefined : host })
}

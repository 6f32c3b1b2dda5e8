import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import app from '@adonisjs/core/services/app'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'

const HOME = '/usr/lib/rabbitmq/bin'
const START_TIMEOUT_MS = 60_000

/**
 * A RabbitMQ of the tests' own, to be killed, frozen and started again with what it had.
 */
export class RabbitmqBroker {
  #server?: ChildProcess

  static async start() {
    const [port, nodePort] = [await freePort(), await freePort()]
    const directory = app.tmpPath(`rabbitmq-${port}`)
    const broker = new RabbitmqBroker(port, nodePort, directory)
    await broker.#configure()
    await broker.start()
    return broker
  }

  private constructor(
    readonly port: number,
    private nodePort: number,
    private directory: string
  ) {}

  get url() {
    return `amqp://guest:guest@127.0.0.1:${this.port}`
  }

  async start() {
    this.#server = spawn(`${HOME}/rabbitmq-server`, {
      env: this.#environment,
      stdio: 'ignore',
      detached: true,
    })
    await eventually(() => answers(this.port), START_TIMEOUT_MS)
  }

  async kill() {
    const ended = once(this.#server!, 'close')
    this.#send('SIGKILL')
    await ended
  }

  freeze() {
    this.#send('SIGSTOP')
  }

  thaw() {
    this.#send('SIGCONT')
  }

  async control(...args: string[]) {
    const child = spawn(`${HOME}/rabbitmqctl`, args, { env: this.#environment, stdio: 'ignore' })
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`rabbitmqctl ${args.join(' ')} failed`)
  }

  /** Ends it and forgets what it had. */
  async end() {
    await this.kill()
    await rm(this.directory, { recursive: true, force: true })
  }

  /** To all of its processes. */
  #send(signal: NodeJS.Signals) {
    process.kill(-this.#server!.pid!, signal)
  }

  async #configure() {
    await mkdir(this.directory, { recursive: true })
    await writeFile(`${this.directory}/plugins`, '[].')
    await writeFile(
      `${this.directory}/rabbitmq.conf`,
      [
        `listeners.tcp.1 = 127.0.0.1:${this.port}`,
        'log.console = true',
        'log.console.level = error',
        'log.file = false',
        'vm_memory_high_watermark.absolute = 512MiB',
        'disk_free_limit.absolute = 1MB\n',
      ].join('\n')
    )
  }

  get #environment() {
    return {
      PATH: process.env.PATH,
      HOME: this.directory,
      RABBITMQ_NODENAME: `easystart-${this.port}@localhost`,
      RABBITMQ_DIST_PORT: String(this.nodePort),
      RABBITMQ_MNESIA_BASE: `${this.directory}/data`,
      RABBITMQ_LOG_BASE: `${this.directory}/log`,
      RABBITMQ_ENABLED_PLUGINS_FILE: `${this.directory}/plugins`,
      RABBITMQ_CONFIG_FILE: `${this.directory}/rabbitmq.conf`,
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_PID_FILE: `${this.directory}/pid`,
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
        '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none',
    }
  }
}

/** It accepts connections before it speaks AMQP. */
async function answers(port: number) {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => socket.destroy())
  socket.write('AMQP\0\0\u0009\u0001')
  const said = await Promise.race([
    once(socket, 'data').then(() => true),
    once(socket, 'close').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return said
}

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../../../../../tests/support/free_port.ts'
import { firstAnswer } from './first_answer.ts'
import { BrokerServer } from './broker_server.ts'
import { installedProgram } from './installed_program.ts'
import { consoleArguments, RabbitmqConsole } from './rabbitmq_console.ts'

/** Debian's /usr/sbin/rabbitmq-server switches to the user rabbitmq, which cannot read a checkout. */
const SCRIPTS = ['/usr/lib/rabbitmq/bin']

/** RabbitMQ needs an epmd. This one is in the server's process group and ends with it, so no other one is started. */
const WITH_EPMD = `
  "$EPMD" -port "$ERL_EPMD_PORT" -address 127.0.0.1 &
  until "$EPMD" -port "$ERL_EPMD_PORT" -names >/dev/null 2>&1; do sleep 0.02; done
  exec "$@"
`

const SETTINGS = {
  'log.console': 'false',
  'log.file': 'rabbitmq.log',
  'log.file.level': 'warning',
  'vm_memory_high_watermark.absolute': '512MiB',
  'disk_free_limit.absolute': '1MB',
}

const PROTOCOL_HEADER = 'AMQP\0\0\x09\x01'
const METHOD_FRAME = 1

/**
 * A real RabbitMQ with one node and, by default, no plugins.
 */
export class RabbitmqServer extends BrokerServer {
  static readonly program = 'rabbitmq-server'
  static readonly isInstalled = () =>
    installedProgram(RabbitmqServer.program, SCRIPTS) !== undefined

  readonly title = 'RabbitMQ'
  readonly #settings: Record<string, string>
  #epmdPort?: number
  #nodePort?: number
  #console?: RabbitmqConsole

  /**
   * @param settings for rabbitmq.conf, which override the test settings, such as `{ consumer_timeout: '60000' }` (ms)
   */
  constructor(settings: Record<string, string> = {}) {
    super()
    this.#settings = { ...SETTINGS, ...settings }
  }

  get url() {
    return this.urlFor('guest', 'guest')
  }

  urlFor(user: string, password: string, vhost = '/') {
    const [name, secret, host] = [user, password, vhost].map(encodeURIComponent)
    return `amqp://${name}:${secret}@127.0.0.1:${this.port}/${host}`
  }

  /** The names of plugins, with commas between them. */
  protected get plugins() {
    return ''
  }

  async start() {
    await super.start()
    this.#console = new RabbitmqConsole(this.running)
  }

  /** Purges every queue: waiting messages are deleted, messages that a worker holds are not. */
  async flush() {
    await this.evaluate('[rabbit_amqqueue:purge(Q) || Q <- rabbit_amqqueue:list()].')
  }

  /**
   * RabbitMQ 3.10 stores the log of a new quorum queue up to a second late. If it is killed before that, it loses the
   * queue's confirmed messages. Call this before a `kill` that follows a declaration, to store it at once.
   */
  async settle() {
    await this.evaluate('[ok = dets:sync(Table) || Table <- dets:all()].')
  }

  async addVhost(name: string) {
    await this.evaluate(`rabbit_vhost:add(${binary(name)}, ${TESTS}).`)
  }

  /**
   * Without a vhost, the user can log in but open nothing.
   * @param permissions patterns to configure, write and read
   */
  async addUser(
    name: string,
    password: string,
    vhost?: string,
    permissions: [string, string, string] = ['.*', '.*', '.*']
  ) {
    const user = binary(name)
    await this.evaluate(
      `rabbit_auth_backend_internal:add_user(${user}, ${binary(password)}, ${TESTS}).`
    )
    if (vhost) {
      const patterns = permissions.map(binary).join(', ')
      await this.evaluate(
        `rabbit_auth_backend_internal:set_permissions(${user}, ${binary(vhost)}, ${patterns}, ${TESTS}).`
      )
    }
  }

  /** Evaluates Erlang inside the server: see RabbitmqConsole. */
  async evaluate(expression: string) {
    if (!this.#console) throw new Error('RabbitMQ has not been started')
    return this.#console.evaluate(expression)
  }

  protected async prepare() {
    this.#epmdPort ??= await freePort()
    this.#nodePort ??= await freePort()
    await this.#writeConfiguration()
    const program = installedProgram(RabbitmqServer.program, SCRIPTS) ?? RabbitmqServer.program
    const args = [...consoleArguments, ...this.#distributionArguments(String(this.#nodePort))]
    return {
      program: '/bin/sh',
      args: ['-c', WITH_EPMD, 'sh', program, ...args],
      env: this.#environment(),
      cwd: this.folder,
    }
  }

  protected async answers() {
    const answer = await firstAnswer(this.port, PROTOCOL_HEADER)
    return answer?.[0] === METHOD_FRAME
  }

  async #writeConfiguration() {
    const place = { 'listeners.tcp.1': `127.0.0.1:${this.port}` }
    const lines = Object.entries({ ...place, ...this.#settings }).map(
      ([name, value]) => `${name} = ${value}\n`
    )
    await writeFile(join(this.folder, 'rabbitmq.conf'), lines.join(''))
    await writeFile(join(this.folder, 'enabled_plugins'), `[${this.plugins}].\n`)
  }

  #distributionArguments(port: string) {
    return [
      ...['-sname', this.nodeName, '-start_epmd', 'false'],
      ...['-kernel', 'inet_dist_listen_min', port, 'inet_dist_listen_max', port],
      ...['-kernel', 'inet_dist_use_interface', '{127,0,0,1}'],
    ]
  }

  /** Where nodes of a cluster find each other. */
  get distribution() {
    return { name: `tests-${this.port}`, epmdPort: this.#epmdPort!, nodePort: this.#nodePort! }
  }

  get nodeName() {
    return `${this.distribution.name}@localhost`
  }

  /** ALLOW_INPUT makes the script `exec` Erlang instead of waiting for it, so there is one process to signal. */
  #environment() {
    return {
      ...withoutSettingsOfOthers(),
      EPMD: installedProgram('epmd') ?? 'epmd',
      ERL_EPMD_PORT: String(this.#epmdPort),
      HOME: this.folder,
      RABBITMQ_ALLOW_INPUT: '1',
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_CONFIG_FILE: join(this.folder, 'rabbitmq.conf'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(this.folder, 'enabled_plugins'),
      RABBITMQ_LOG_BASE: this.folder,
      RABBITMQ_MNESIA_BASE: join(this.folder, 'data'),
      RABBITMQ_NODENAME: this.nodeName,
      RABBITMQ_PID_FILE: join(this.folder, 'rabbitmq.pid'),
    }
  }
}

const TESTS = binary('tests')

/** Converts a text to an Erlang binary, the type of every name in RabbitMQ. */
function binary(text: string) {
  return `<<${[...Buffer.from(text)].join(',')}>>`
}

function withoutSettingsOfOthers() {
  const names = Object.keys(process.env).filter((name) =>
    /^(RABBITMQ|ERL|NOTIFY_SOCKET)/.test(name)
  )
  return Object.fromEntries(names.map((name) => [name, undefined]))
}

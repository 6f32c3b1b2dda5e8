import { firstAnswer } from './first_answer.ts'
import { BrokerServer } from './broker_server.ts'
import { installedProgram } from './installed_program.ts'

const SETTINGS = {
  'appendonly': 'yes',
  'appendfsync': 'always',
  'save': '',
  'maxmemory-policy': 'noeviction',
}

/** A Redis or a sentinel that speaks TLS only, with these files. */
export function tlsSettings({ key, cert }: { key: string; cert: string }) {
  return {
    'tls-cert-file': cert,
    'tls-key-file': key,
    'tls-ca-cert-file': cert,
    'tls-auth-clients': 'no',
    'tls-replication': 'yes',
  }
}

/** The answer of a running server to PING. With a password it answers NOAUTH. */
const READY = /^(\+PONG|-NOAUTH)/

/**
 * A real Redis that writes to the disk before it confirms.
 */
export class RedisServer extends BrokerServer {
  static readonly program = 'redis-server'
  static readonly isInstalled = () => installedProgram(RedisServer.program) !== undefined

  readonly title = 'Redis'
  readonly #settings: Record<string, string>

  /**
   * @param settings for redis.conf, which override the test settings, such as `{ requirepass: 'secret' }`
   */
  constructor(settings: Record<string, string> = {}) {
    super()
    this.#settings = { ...SETTINGS, ...settings }
  }

  get #isTls() {
    return 'tls-cert-file' in this.#settings
  }

  get url() {
    const password = this.#settings.requirepass
    return `redis://${password ? `:${encodeURIComponent(password)}@` : ''}127.0.0.1:${this.port}`
  }

  /** Becomes a replica of another server that runs. */
  async follow({ port }: RedisServer) {
    const answer = await this.ask(`REPLICAOF 127.0.0.1 ${port}`)
    if (!String(answer).startsWith('+OK')) throw new Error(`Redis does not follow: ${answer}`)
  }

  /** The first bytes of the answer to a command. */
  ask(command: string) {
    return firstAnswer(this.port, `${command}\r\n`, this.#isTls)
  }

  async flush() {
    const answer = await this.ask('FLUSHALL')
    if (!answer?.toString().startsWith('+OK')) {
      throw new Error(`Redis did not flush: ${answer ?? 'no answer'}`)
    }
  }

  protected async prepare() {
    const port = String(this.port)
    const ports = this.#isTls ? { 'port': '0', 'tls-port': port } : { port }
    const place = { dir: this.folder, bind: '127.0.0.1', ...ports }
    const settings = Object.entries({ ...place, ...this.#settings })
    return {
      program: installedProgram(RedisServer.program) ?? RedisServer.program,
      args: settings.flatMap(([name, value]) => [`--${name}`, value]),
      cwd: this.folder,
    }
  }

  protected async answers() {
    const answer = await this.ask('PING')
    return READY.test(String(answer))
  }
}

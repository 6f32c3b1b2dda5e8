import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BrokerServer } from './broker_server.ts'
import { firstAnswer } from './first_answer.ts'
import { installedProgram } from './installed_program.ts'
import { RedisServer } from './redis_server.ts'

const QUORUM = 2
const DOWN_AFTER_MS = 1000
const FAILOVER_TIMEOUT_MS = 5000

/** A process that watches Redis servers, agrees with others that the primary is gone, and promotes a replica. */
export class SentinelServer extends BrokerServer {
  readonly title = 'Sentinel'

  /**
   * @param name of the primary among the sentinels
   * @param primary its port
   * @param tls the settings of TLS, if it speaks TLS only
   */
  constructor(
    private name: string,
    private primary: number,
    private tls: Record<string, string> = {}
  ) {
    super()
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`
  }

  async flush() {}

  /** The port of the primary, in the opinion of this sentinel. */
  async primaryPort() {
    const answer = await this.#ask(`SENTINEL GET-MASTER-ADDR-BY-NAME ${this.name}`)
    return Number(String(answer).split('\r\n').at(4))
  }

  /** How many replicas and other sentinels this one knows. */
  async knows() {
    const answer = String(await this.#ask(`SENTINEL MASTER ${this.name}`))
    const fields = answer.split('\r\n').filter((line) => line && !/^[*$]/.test(line))
    const numberOf = (field: string) => Number(fields[fields.indexOf(field) + 1])
    return { replicas: numberOf('num-slaves'), sentinels: numberOf('num-other-sentinels') }
  }

  protected async prepare() {
    const file = join(this.folder, 'sentinel.conf')
    await writeFile(file, this.#configuration, { flag: 'wx' }).catch(() => {})
    return {
      program: installedProgram(RedisServer.program) ?? RedisServer.program,
      args: [file, '--sentinel'],
      cwd: this.folder,
    }
  }

  protected async answers() {
    const answer = await this.#ask('PING')
    return String(answer).startsWith('+PONG')
  }

  get #isTls() {
    return 'tls-cert-file' in this.tls
  }

  #ask(command: string) {
    return firstAnswer(this.port, `${command}\r\n`, this.#isTls)
  }

  get #configuration() {
    const port = this.#isTls ? `port 0\ntls-port ${this.port}` : `port ${this.port}`
    const tls = Object.entries(this.tls).map(([name, value]) => `${name} ${value}`)
    return `
bind 127.0.0.1
${port}
${tls.join('\n')}
dir ${this.folder}
sentinel monitor ${this.name} 127.0.0.1 ${this.primary} ${QUORUM}
sentinel down-after-milliseconds ${this.name} ${DOWN_AFTER_MS}
sentinel failover-timeout ${this.name} ${FAILOVER_TIMEOUT_MS}
sentinel parallel-syncs ${this.name} 2
`
  }
}

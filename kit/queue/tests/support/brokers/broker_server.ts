import { mkdir, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../../../../tests/support/free_port.ts'
import { BrokerProcess, type BrokerCommand } from './broker_process.ts'
import { removeAbandonedFolders } from './broker_folders.ts'

const START_TIMEOUT_MS = 60_000
const FOLDERS = fileURLToPath(new URL('../../../../../tmp/brokers/', import.meta.url))

/**
 * A real server for tests, on its own loopback port, with its data under tmp/brokers. It is durable: confirmed messages
 * survive `kill` and `start`.
 */
export abstract class BrokerServer {
  #port?: number
  #process?: BrokerProcess

  /** The name for people, such as 'Redis'. */
  abstract readonly title: string

  abstract get url(): string

  /** Deletes every message, and nothing else. */
  abstract flush(): Promise<void>

  protected abstract prepare(): Promise<BrokerCommand>
  protected abstract answers(): Promise<boolean>

  /** @throws before the first `start` */
  get port() {
    if (!this.#port) throw new Error(`${this.title} has not been started`)
    return this.#port
  }

  get pid() {
    return this.running.pid
  }

  get isRunning() {
    return this.#process?.isRunning ?? false
  }

  /**
   * Resolves when the server answers. Every start uses the same port and the same data.
   * @throws Error with the end of the server's output, if the server ends or is not ready after a minute
   */
  async start() {
    if (this.isRunning) throw new Error(`${this.title} is running already`)
    this.#port ??= await freePort()
    if (!this.#process) await removeAbandonedFolders(FOLDERS)
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    this.#process = new BrokerProcess(await this.prepare())
    await this.#untilReady(this.#process)
  }

  /** Simulates a crash: `kill -9` of the server and its children. */
  async kill() {
    await this.#process?.kill()
  }

  async stop() {
    await this.#process?.stop()
  }

  /** The server keeps its connections but does nothing, until `thaw`. */
  freeze() {
    this.running.signal('SIGSTOP')
  }

  thaw() {
    this.running.signal('SIGCONT')
  }

  /** Kills the server and removes its data. */
  async end() {
    await this.kill()
    if (this.#port) await rm(this.folder, { recursive: true, force: true })
  }

  protected get folder() {
    return `${FOLDERS}${process.pid}-${this.title.toLowerCase()}-${this.port}`
  }

  protected get running() {
    if (!this.#process) throw new Error(`${this.title} has not been started`)
    return this.#process
  }

  async #untilReady(server: BrokerProcess) {
    const deadline = Date.now() + START_TIMEOUT_MS
    while (!(await this.answers())) {
      if (!server.isRunning || Date.now() > deadline) {
        await server.kill()
        throw new Error(`${this.title} did not start on port ${this.port}:\n${server.output}`)
      }
      await wait(20)
    }
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { endGroupWith, release } from './process_group.ts'

const STOP_TIMEOUT_MS = 20_000
const LONGEST_OUTPUT = 10_000

export interface BrokerCommand {
  program: string
  args: string[]
  env?: NodeJS.ProcessEnv
  cwd: string
}

/**
 * A broker's server in its own process group. It never outlives this process, and never keeps it running.
 */
export class BrokerProcess {
  readonly #server: ChildProcess
  readonly #exited: Promise<unknown>
  #output = ''

  constructor({ program, args, env, cwd }: BrokerCommand) {
    this.#server = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#exited = this.#server.pid
      ? once(this.#server, 'exit')
      : once(this.#server, 'error').catch((error) => this.#keep(error.message))
    this.#server.stdout!.on('data', (chunk) => this.#keep(chunk))
    this.#server.stderr!.on('data', (chunk) => this.#keep(chunk))
    this.#server.stdin!.on('error', () => {})
    endGroupWith(this.#server)
    release(this.#server)
  }

  get pid() {
    return this.#server.pid!
  }

  get isRunning() {
    return (
      this.pid !== undefined && this.#server.exitCode === null && this.#server.signalCode === null
    )
  }

  /** The end of the server's output. */
  get output() {
    return this.#output
  }

  get stdin() {
    return this.#server.stdin!
  }

  get stdout() {
    return this.#server.stdout!
  }

  /** Sends a signal to the server and its children. */
  signal(name: NodeJS.Signals) {
    if (this.isRunning) process.kill(-this.pid, name)
  }

  async kill() {
    this.signal('SIGKILL')
    await this.#untilExited()
  }

  /**
   * Stops the server gracefully, and kills it after 20 s.
   */
  async stop() {
    this.#server.kill('SIGTERM')
    const emergency = setTimeout(() => this.signal('SIGKILL'), STOP_TIMEOUT_MS)
    await this.#untilExited()
    clearTimeout(emergency)
  }

  async #untilExited() {
    if (this.isRunning) {
      this.#server.ref()
      await this.#exited
    }
  }

  #keep(text: string | Buffer) {
    this.#output = (this.#output + text).slice(-LONGEST_OUTPUT)
  }
}

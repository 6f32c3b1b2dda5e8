import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../tests/support/free_port.ts'
import { cores } from './cores.ts'
import { cpuTimeOf, memoryOf } from './proc.ts'

const START_TIMEOUT_MS = 30_000

/**
 * A server under measurement: a Node program pinned to its own core. It gets its port in PORT.
 */
export class Program {
  #child: ChildProcess

  /**
   * @param firstPath the path that it must answer before it counts as started
   */
  static async start(args: string[], env: NodeJS.ProcessEnv, firstPath = '/') {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const program = new Program(origin, args, { ...env, PORT: String(port), APP_URL: origin })
    await program.#answers(firstPath)
    return program
  }

  /** Milliseconds from the start of the process to the end of its first response. */
  bootTime = 0

  readonly origin: string

  private constructor(origin: string, args: string[], env: NodeJS.ProcessEnv) {
    this.origin = origin
    const command = cores
      ? ['taskset', '-c', String(cores.server), process.execPath]
      : [process.execPath]
    this.#child = spawn(command[0], [...command.slice(1), ...args], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, HOST: '127.0.0.1', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    process.once('exit', () => this.#child.kill('SIGKILL'))
  }

  get pid() {
    return this.#child.pid!
  }

  /** Resident memory in MB; Linux only. */
  get memory() {
    return memoryOf(this.pid)
  }

  /** Seconds of CPU time used so far; Linux only. */
  get cpuTime() {
    return cpuTimeOf(this.pid)
  }

  async stop() {
    if (this.#child.exitCode === null) {
      this.#child.kill('SIGTERM')
      await once(this.#child, 'exit')
    }
  }

  async #answers(path: string) {
    const started = performance.now()
    while (performance.now() - started < START_TIMEOUT_MS && this.#child.exitCode === null) {
      const response = await fetch(this.origin + path).catch(() => undefined)
      if (response) {
        await response.bytes()
        this.bootTime = performance.now() - started
        return
      }
      await wait(5)
    }
    await this.stop()
    throw new Error(`${this.origin}${path} does not answer`)
  }
}

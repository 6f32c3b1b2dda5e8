import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { eventually } from '#tests/support/eventually'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

export interface Said {
  /** Milliseconds since 1970, by the machine's true clock. */
  at: number
  /** The CPU time so far, in milliseconds. */
  cpu: number
  ready?: true
  reserved?: string
  attempt?: number
  crashes?: number
  possibleDuplicate?: boolean
  ended?: string
  status?: string
  error?: string
}

/**
 * A process that takes jobs from a broker: kit/queue/tests/support/driver_process_main.ts.
 */
export class DriverProcess {
  said: Said[] = []
  #child: ChildProcess
  #exited: Promise<unknown>

  constructor(broker: 'postgres' | 'redis', url: string, env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(
      process.execPath,
      [RUN_TYPESCRIPT, 'kit/queue/tests/support/driver_process_main.ts'],
      {
        env: { ...process.env, BROKER: broker, BROKER_URL: url, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      }
    )
    this.#exited = once(this.#child, 'exit')
    createInterface(this.#child.stdout!).on('line', (line) => this.said.push(JSON.parse(line)))
  }

  async ready() {
    await this.says((line) => line.ready === true)
    return this
  }

  says(what: (line: Said) => boolean | undefined, timeout?: number) {
    return eventually(async () => this.said.find((line) => what(line)), timeout)
  }

  send(signal: NodeJS.Signals) {
    this.#child.kill(signal)
  }

  /** Sends `kill -9`, which also works while the process is frozen. */
  async kill() {
    this.send('SIGKILL')
    await this.#exited
  }
}

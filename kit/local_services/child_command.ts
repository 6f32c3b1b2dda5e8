import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const STOP_TIMEOUT_MS = 10_000

/** Ends the command with this process, also after a kill -9, which no signal handler sees. */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  "process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL')); process.channel.unref()"
)}`

export interface ChildCommandOptions {
  root: URL
  /** The ace command with its arguments. */
  command: string[]
  env: NodeJS.ProcessEnv
  /** Hears every line of the command's output. */
  print: (line: string) => void
  /** What asks this command to stop. */
  stopSignal?: NodeJS.Signals
  /** After so many milliseconds a command that was asked to stop is killed. */
  stopTimeout?: number
}

/**
 * An ace command in a process group of its own, so that a Ctrl-C in the terminal reaches only its parent, which
 * stops the whole group in order.
 */
export class ChildCommand {
  readonly #process: ChildProcess
  readonly #stopSignal: NodeJS.Signals
  readonly #stopTimeout: number
  #stopping = false

  /** Resolves to the exit code when the last process of the group has closed its output; 1 after a signal. */
  readonly ended: Promise<number>

  constructor({
    root,
    command,
    env,
    print,
    stopSignal = 'SIGTERM',
    stopTimeout = STOP_TIMEOUT_MS,
  }: ChildCommandOptions) {
    this.#stopSignal = stopSignal
    this.#stopTimeout = stopTimeout
    this.#process = spawn(process.execPath, ['--import', END_WITH_PARENT, 'ace.js', ...command], {
      cwd: fileURLToPath(root),
      detached: true,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    createInterface({ input: this.#process.stdout! }).on('line', print)
    createInterface({ input: this.#process.stderr! }).on('line', print)
    this.ended = once(this.#process, 'close').then(([code]) => code ?? 1)
  }

  /** Whether the end was asked for. */
  get isStopping() {
    return this.#stopping
  }

  /**
   * Resolves when the whole group has ended. What has not after its time is killed, and so is a process that has outlived
   * the command with an output of its own.
   */
  async stop() {
    this.#stopping = true
    this.#signal(this.#stopSignal)
    const kill = setTimeout(() => this.#signal('SIGKILL'), this.#stopTimeout)
    await this.ended
    clearTimeout(kill)
    this.#signal('SIGKILL')
  }

  #signal(name: NodeJS.Signals) {
    try {
      process.kill(-this.#process.pid!, name)
    } catch {
      // The group has ended already.
    }
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const STOP_TIMEOUT_MS = 10_000

/** Kills the command when this process ends, even after a kill -9, which no signal handler can catch. */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  "process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL')); process.channel.unref()"
)}`

export interface ChildCommandOptions {
  root: URL
  /** The ace command with its arguments. */
  command: string[]
  env: NodeJS.ProcessEnv
  /** Called with every line of the command's output. */
  print: (line: string) => void
  /** The signal that asks the command to stop. */
  stopSignal?: NodeJS.Signals
  /** Milliseconds after which a command that was asked to stop is killed. */
  stopTimeout?: number
}

/**
 * Runs an ace command in its own process group, so that Ctrl-C in the terminal reaches only the parent, which then
 * stops the whole group in order.
 */
export class ChildCommand {
  readonly #process: ChildProcess
  readonly #stopSignal: NodeJS.Signals
  readonly #stopTimeout: number
  #stopping = false

  /** Resolves to the exit code when the last process of the group has closed its output; to 1 after a signal. */
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

  /** Whether `stop` was called. */
  get isStopping() {
    return this.#stopping
  }

  /**
   * Stops the whole group and resolves when it has ended. Kills it after the timeout, and always kills processes that
   * outlive the command because they have their own output.
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
      // The group has already ended.
    }
  }
}

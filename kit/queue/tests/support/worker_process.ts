import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import app from '@adonisjs/core/services/app'
import localServices from '#local_services/main'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

/**
 * A worker in a separate process, which a test can stop and kill.
 */
export class WorkerProcess {
  #child: ChildProcess
  #output = ''
  #exited: Promise<number | string>

  /**
   * @param args arguments of queue:listen
   */
  constructor(args: string[] = [], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(
      process.execPath,
      [RUN_TYPESCRIPT, 'kit/queue/tests/support/test_worker.ts', 'queue:listen', ...args],
      {
        cwd: app.makePath(),
        env: {
          ...process.env,
          LOCAL_SERVICES_DIR: localServices.directory,
          LOG_LEVEL: 'info',
          QUEUE_LEASE: '3s',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }
    )
    this.#child.stdout!.on('data', (chunk) => (this.#output += chunk))
    this.#child.stderr!.on('data', (chunk) => (this.#output += chunk))
    this.#exited = once(this.#child, 'exit').then(([code, signal]) => code ?? signal)
  }

  get output() {
    return this.#output
  }

  get isRunning() {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  send(signal: NodeJS.Signals) {
    this.#child.kill(signal)
  }

  /**
   * @returns the exit code, or the signal that ended it
   */
  exited() {
    return this.#exited
  }

  async end() {
    if (this.isRunning) this.send('SIGKILL')
    await this.#exited
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import app from '@adonisjs/core/services/app'
import localServices from '#local_services/main'
import { eventually } from '#tests/support/eventually'
import type { TestSchedule } from '#queue/tests/support/test_schedules'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

/**
 * Runs a command in a separate process, with the schedules of a test.
 */
export class SchedulerProcess {
  #child: ChildProcess
  #exited: Promise<number | string>
  output = ''

  /**
   * @param command such as ['schedule:work']
   */
  constructor(schedules: TestSchedule[], command: string[], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(
      process.execPath,
      [RUN_TYPESCRIPT, 'kit/queue/tests/support/test_worker.ts', ...command],
      {
        cwd: app.makePath(),
        env: {
          ...process.env,
          LOCAL_SERVICES_DIR: localServices.directory,
          LOG_LEVEL: 'info',
          TEST_SCHEDULES: JSON.stringify(schedules),
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }
    )
    this.#child.stdout!.on('data', (chunk) => (this.output += chunk))
    this.#child.stderr!.on('data', (chunk) => (this.output += chunk))
    this.#exited = once(this.#child, 'close').then(([code, signal]) => code ?? signal)
  }

  get isRunning() {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  says(text: string) {
    return eventually(async () => this.output.includes(text))
  }

  signal(signal: NodeJS.Signals) {
    this.#child.kill(signal)
  }

  /**
   * @returns the exit code, or the signal that ended it
   */
  exited() {
    return this.#exited
  }

  /**
   * @returns the exit code, or the signal that ended it
   */
  async end(signal: NodeJS.Signals = 'SIGKILL') {
    if (this.isRunning) this.#child.kill(signal)
    return this.#exited
  }
}

import type { CommandOptions } from '@adonisjs/core/types/ace'
import { logOf } from '#queue/process_log'
import { ScheduleCommand } from '#queue/schedules/schedule_command'
import { takeOver } from '#console/signals'
import type { Scheduler } from '#queue/schedules/scheduler'

/** The time for the current tick and for closing connections. */
const STOPPING_MS = 10_000

export default class ScheduleWork extends ScheduleCommand {
  static commandName = 'schedule:work'
  static description =
    'Start only a scheduler: dispatch the jobs of start/schedules.ts when they are due'
  static help = [
    'Workers fire schedules too (queue:listen), unless they have --no-schedules.',
    'You can start any number of schedulers, on any number of machines: each tick',
    'is fired once. Workers run the jobs, not this command.',
    '',
    'After SIGTERM or Ctrl-C it completes the current tick and exits 0. A second',
    'signal ends it at once, with exit code 1. A faulty schedule is reported at the',
    'start, with exit code 1.',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  #scheduler?: Scheduler
  #stopping = false

  async run() {
    takeOver(['SIGTERM', 'SIGINT'], () => this.#stop())
    const { Scheduler: SchedulerClass } = await import('#queue/schedules/scheduler')
    this.#scheduler = await this.app.container.make(SchedulerClass)
    await this.#scheduler.start()
    if (this.#stopping) return
    logOf(this).info(`Scheduling ${this.#scheduler.names.join(', ') || 'nothing'}`)
  }

  /**
   * Ends the process after an error: a command with `staysAlive` would keep running.
   */
  async completed() {
    if (this.#stopping) return true
    const handled = await super.completed()
    if (this.error) await this.terminate()
    return handled
  }

  protected complain(message: string) {
    logOf(this).error(message)
  }

  async #stop() {
    if (this.#stopping) process.exit(1)
    this.#stopping = true
    setTimeout(() => process.exit(1), STOPPING_MS)
    await this.#scheduler?.stop()
    await this.terminate()
    process.exit(0)
  }
}

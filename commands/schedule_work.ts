import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ScheduleCommand } from '#queue/schedules/schedule_command'
import type { Scheduler } from '#queue/schedules/scheduler'

/** What the tick in hand and closing connections may take. */
const STOPPING_MS = 10_000

export default class ScheduleWork extends ScheduleCommand {
  static commandName = 'schedule:work'
  static description =
    'Start a scheduler alone: dispatch the jobs of start/schedules.ts when they are due'
  static help = [
    'Workers schedule as well (queue:listen), unless they have --no-schedules.',
    'Start as many schedulers as you like, on as many machines: a tick is',
    'fired once. The jobs are run by workers, not by this command.',
    '',
    'SIGTERM or Ctrl-C: ends the tick in hand and exits with 0. A second signal',
    'ends it at once, with 1.',
  ]

  static options: CommandOptions = { startApp: true, staysAlive: true }

  #stopping = false

  async run() {
    const { Scheduler: SchedulerClass } = await import('#queue/schedules/scheduler')
    const scheduler = await this.app.container.make(SchedulerClass)
    await scheduler.start()
    this.#stopOnSignals(scheduler)
    this.logger.info(`Scheduling ${scheduler.names.join(', ') || 'nothing'}`)
  }

  /**
   * A command that stays alive would do so after an error as well.
   */
  async completed() {
    const handled = await super.completed()
    if (this.error) await this.terminate()
    return handled
  }

  #stopOnSignals(scheduler: Scheduler) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.removeAllListeners(signal)
      process.on(signal, () => this.#stop(scheduler))
    }
  }

  async #stop(scheduler: Scheduler) {
    if (this.#stopping) process.exit(1)
    this.#stopping = true
    setTimeout(() => process.exit(1), STOPPING_MS)
    await scheduler.stop()
    await this.terminate()
    process.exit(0)
  }
}

import { args } from '@adonisjs/core/ace'
import { ScheduleCommand } from '#queue/schedules/schedule_command'

export default class ScheduleRun extends ScheduleCommand {
  static commandName = 'schedule:run'
  static description = 'Dispatch the job of a schedule now, and record it as a tick'
  static help = [
    'A worker runs the job (queue:listen). A disabled schedule can be run too. A',
    'schedule with withoutOverlapping() is skipped while its last job is open.',
    '```',
    '{{ binaryName }} schedule:run prune_sessions',
    '```',
    'Exits 1 for an unknown schedule, or if the schedule was skipped.',
  ]

  @args.string({ description: 'Name of the schedule, as schedule:list shows it' })
  declare name: string

  async run() {
    const control = await this.control()
    const { jobId, reason } = await control.run(this.name)
    if (jobId) {
      this.logger.success(`${this.name}: dispatched as job ${jobId}`)
    } else {
      this.logger.error(`${this.name} was skipped: ${reason}`)
      this.exitCode = 1
    }
  }
}

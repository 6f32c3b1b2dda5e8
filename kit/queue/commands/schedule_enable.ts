import { args } from '@adonisjs/core/ace'
import { ScheduleCommand } from '#queue/schedules/schedule_command'

export default class ScheduleEnable extends ScheduleCommand {
  static commandName = 'schedule:enable'
  static description = 'Enable a disabled schedule again'
  static help = [
    'The next tick is the first one from now. Ticks of the disabled time are not',
    'made up.',
    '',
    'Exits 1 for an unknown schedule.',
  ]

  @args.string({ description: 'Name of the schedule, as schedule:list shows it' })
  declare name: string

  async run() {
    const control = await this.control()
    const { name, timing, nextRunAt } = await control.enable(this.name)
    this.logger.success(this.describeNext(name, timing, nextRunAt))
  }
}

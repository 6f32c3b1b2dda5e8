import { args } from '@adonisjs/core/ace'
import { ScheduleCommand } from '#queue/schedules/schedule_command'

export default class ScheduleEnable extends ScheduleCommand {
  static commandName = 'schedule:enable'
  static description = 'Let a disabled schedule come due again'
  static help = [
    'Its next tick is the first one from now: those of the time in which it was',
    'disabled are not made up for.',
  ]

  @args.string({ description: 'Name of the schedule, as schedule:list has it' })
  declare name: string

  async run() {
    const control = await this.control()
    const { name, timing, nextRunAt } = await control.enable(this.name)
    this.logger.success(this.describeNext(name, timing, nextRunAt))
  }
}

import { args } from '@adonisjs/core/ace'
import { ScheduleCommand } from '#queue/schedules/schedule_command'

export default class ScheduleDisable extends ScheduleCommand {
  static commandName = 'schedule:disable'
  static description = 'Disable a schedule until schedule:enable'
  static help = [
    'Running schedulers notice it within a second, and deploys do not change it.',
    'Jobs that are already dispatched still run.',
    '',
    'Exits 1 for an unknown schedule.',
  ]

  @args.string({ description: 'Name of the schedule, as schedule:list shows it' })
  declare name: string

  async run() {
    const control = await this.control()
    await control.disable(this.name)
    this.logger.success(`${this.name} is disabled`)
  }
}

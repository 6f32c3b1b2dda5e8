import { args, flags } from '@adonisjs/core/ace'
import { ScheduleCommand } from '#queue/schedules/schedule_command'

export default class ScheduleRetime extends ScheduleCommand {
  static commandName = 'schedule:retime'
  static description = 'Change when a schedule is due, without a deploy'
  static help = [
    'Running schedulers notice it within a second. The timing stays until --reset,',
    'or until the schedule gets a new cadence or time zone in start/schedules.ts.',
    '```',
    '{{ binaryName }} schedule:retime prune_sessions --cron="30 4 * * *"',
    '{{ binaryName }} schedule:retime prune_sessions --timezone=America/New_York',
    '{{ binaryName }} schedule:retime poll_inbox --every=10s',
    '{{ binaryName }} schedule:retime prune_sessions --reset',
    '```',
    'Exits 1 for an unknown schedule or an invalid timing.',
  ]

  @args.string({ description: 'Name of the schedule, as schedule:list shows it' })
  declare name: string

  @flags.string({ description: 'A cron expression of 5 fields, or of 6 with seconds first' })
  declare cron?: string

  @flags.string({ description: 'A duration, such as 30s or 5m' })
  declare every?: string

  @flags.string({ description: 'An IANA time zone, such as Europe/Madrid' })
  declare timezone?: string

  @flags.boolean({ description: 'Restore the timing of start/schedules.ts' })
  declare reset?: boolean

  async run() {
    const control = await this.control()
    const { readRetiming } = await import('#queue/schedules/retiming')
    const { reset, ...timing } = readRetiming(this.name, this)
    const schedule = reset
      ? await control.reset(this.name)
      : await control.retime(this.name, timing)
    this.logger.success(this.describeNext(schedule.name, schedule.timing, schedule.nextRunAt))
  }
}

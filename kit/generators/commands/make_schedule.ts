import { flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

export default class MakeSchedule extends GeneratorCommand {
  static commandName = 'make:schedule'
  static description = 'Add a job to start/schedules.ts, with a test of its times'
  static help = [
    'The job must exist. It runs daily at midnight, or as a flag says:',
    '```',
    '{{ binaryName }} make:schedule send_digest',
    '{{ binaryName }} make:schedule send_digest --at=03:00 --timezone=Europe/Madrid',
    '{{ binaryName }} make:schedule poll_inbox --every=30s',
    '{{ binaryName }} make:schedule send_digest --cron="0 9 * * 1-5"',
    '```',
  ]

  @flags.boolean({ description: 'Every hour' })
  declare hourly?: boolean

  @flags.boolean({ description: 'Every day' })
  declare daily?: boolean

  @flags.boolean({ description: 'Every Sunday' })
  declare weekly?: boolean

  @flags.boolean({ description: 'Every first day of a month' })
  declare monthly?: boolean

  @flags.string({ description: 'The hour of the day, such as 03:00' })
  declare at?: string

  @flags.string({ description: 'A period, such as 30s' })
  declare every?: string

  @flags.string({ description: 'A cron expression' })
  declare cron?: string

  @flags.string({ description: 'The time zone. The default is UTC' })
  declare timezone?: string

  protected naming = { example: 'send_digest' }

  protected async generate(name: Name) {
    await this.requireFile(`app/jobs/${name.path}.ts`, `Create it: node ace make:job ${name.path}`)
    const schedules = (await this.changes.read('start/schedules.ts')) ?? ''
    if (schedules.includes(`'#jobs/${name.path}'`)) {
      throw new CommandRefused(
        `start/schedules.ts has ${name.pascal} already. Change its line, or give a second one a .name('…')`
      )
    }
    const { timing, cadence, timezone } = await this.#timing()
    const { addSchedule } = await import('#generators/edits/schedules')
    await this.changes.edit('start/schedules.ts', (text) => addSchedule(text, name, timing))
    await this.createFrom('schedule/test', { name, cadence, timezone })
  }

  protected async refresh() {}

  async #timing() {
    const { timingOf } = await import('#generators/schedule_timing')
    const { at, every, cron, timezone } = this
    const units = (['hourly', 'daily', 'weekly', 'monthly'] as const).filter((unit) => this[unit])
    return timingOf({ units, at, every, cron, timezone })
  }
}

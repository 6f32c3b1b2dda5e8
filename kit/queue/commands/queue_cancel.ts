import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueCancel extends QueueCommand {
  static commandName = 'queue:cancel'
  static description = 'Cancel a job that waits, or stop one that runs'
  static help = [
    'A job that waits never runs. One that runs is told by its AbortSignal',
    'within a second, and counts as cancelled whether it listens or not: what',
    'it has done by then stays done.',
    '',
    'Exits with 1 where there is no such job, or it has ended.',
  ]

  @args.string({ description: 'The id of the job' })
  declare job: string

  async run() {
    const control = await this.control()
    const became = await control.cancel(this.job)
    if (became === 'cancelled') this.logger.success(`The job ${this.job} is cancelled`)
    else this.logger.success(`The job ${this.job} runs: its worker stops it within a second`)
  }
}

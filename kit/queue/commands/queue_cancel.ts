import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueCancel extends QueueCommand {
  static commandName = 'queue:cancel'
  static description = 'Cancel a waiting job, or abort a running one'
  static help = [
    'A waiting job never runs. A running job gets an abort through its AbortSignal',
    'within a second and counts as cancelled, even if it ignores the signal. Work',
    'that it has done by then is not undone.',
    '',
    'Exits 1 if there is no such job, or if it has ended.',
  ]

  @args.string({ description: 'The id of the job' })
  declare job: string

  async run() {
    const control = await this.control()
    const became = await control.cancel(this.job)
    if (became === 'cancelled') this.logger.success(`The job ${this.job} is cancelled`)
    else this.logger.success(`The job ${this.job} is running: its worker aborts it within a second`)
  }
}

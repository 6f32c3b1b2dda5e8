import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueuePause extends QueueCommand {
  static commandName = 'queue:pause'
  static description = 'Let workers take no more jobs of a queue'
  static help = [
    'Every worker obeys within a second, and so do those that start later, until',
    'queue:resume. Jobs that run may end; jobs that are dispatched wait.',
    '',
    'Exits with 1 where config/queue.ts has no such queue.',
  ]

  @args.string({ description: 'The queue, as in config/queue.ts' })
  declare queue: string

  async run() {
    const control = await this.control()
    if (await control.pause(this.queue)) this.logger.success(`The queue "${this.queue}" is paused`)
    else this.logger.info(`The queue "${this.queue}" was paused already`)
  }
}

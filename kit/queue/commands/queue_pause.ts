import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueuePause extends QueueCommand {
  static commandName = 'queue:pause'
  static description = 'Pause a queue: workers take no more of its jobs'
  static help = [
    'Every worker follows within a second, also one that starts later, until',
    'queue:resume. Running jobs may end; dispatched jobs wait.',
    '',
    'Exits 1 if config/queue.ts has no such queue.',
  ]

  @args.string({ description: 'The queue, as in config/queue.ts' })
  declare queue: string

  async run() {
    const control = await this.control()
    if (await control.pause(this.queue)) this.logger.success(`The queue "${this.queue}" is paused`)
    else this.logger.info(`The queue "${this.queue}" is already paused`)
  }
}

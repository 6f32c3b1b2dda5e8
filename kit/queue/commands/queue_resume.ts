import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueResume extends QueueCommand {
  static commandName = 'queue:resume'
  static description = 'Let workers take jobs of a paused queue again'
  static help = [
    'Every worker goes on within a second.',
    '',
    'Exits with 1 where config/queue.ts has no such queue.',
  ]

  @args.string({ description: 'The queue, as in config/queue.ts' })
  declare queue: string

  async run() {
    const control = await this.control()
    const wasPaused = await control.resume(this.queue)
    if (wasPaused) this.logger.success(`The queue "${this.queue}" goes on`)
    else this.logger.info(`The queue "${this.queue}" was not paused`)
  }
}

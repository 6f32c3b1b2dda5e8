import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueResume extends QueueCommand {
  static commandName = 'queue:resume'
  static description = 'Resume a paused queue: workers take its jobs again'
  static help = [
    'Every worker continues within a second.',
    '',
    'Exits 1 if config/queue.ts has no such queue.',
  ]

  @args.string({ description: 'The queue, as in config/queue.ts' })
  declare queue: string

  async run() {
    const control = await this.control()
    const wasPaused = await control.resume(this.queue)
    if (wasPaused) this.logger.success(`The queue "${this.queue}" is resumed`)
    else this.logger.info(`The queue "${this.queue}" is not paused`)
    if (await control.isEveryQueuePaused()) {
      this.logger.warning('Maintenance still pauses every queue. node ace up ends it')
    }
  }
}

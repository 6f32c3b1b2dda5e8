import { args, flags } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueClear extends QueueCommand {
  static commandName = 'queue:clear'
  static description = 'Cancel every job that waits in a queue'
  static help = [
    'Those that are delayed or to be tried again too; jobs that run may end.',
    'It asks first. Where nobody can answer, say that you mean it:',
    '```',
    '{{ binaryName }} queue:clear low --force',
    '```',
    'The jobs stay in the log as cancelled; queue:retry <id> puts one back.',
    '',
    'Exits with 1 where nothing was done: no such queue, not confirmed, or',
    'the broker is away.',
  ]

  @args.string({ description: 'The queue, as in config/queue.ts' })
  declare queue: string

  @flags.boolean({ description: 'Do not ask' })
  declare force?: boolean

  async run() {
    const control = await this.control()
    const count = await control.countWaiting(this.queue)
    if (!(await this.#isMeant(count))) {
      this.exitCode = 1
      return
    }
    const cleared = await control.clear(this.queue)
    this.logger.success(`${cleared} jobs of the queue "${this.queue}" are cancelled`)
  }

  async #isMeant(count: number) {
    if (this.force) return true
    if (!process.stdin.isTTY) {
      this.logger.error(`This cancels ${count} jobs of "${this.queue}". Say --force if you mean it`)
      return false
    }
    return this.prompt.confirm(`Cancel ${count} jobs that wait in the queue "${this.queue}"?`)
  }
}

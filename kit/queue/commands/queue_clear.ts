import { args, flags } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueClear extends QueueCommand {
  static commandName = 'queue:clear'
  static description = 'Cancel every waiting job of a queue'
  static help = [
    'Also cancels delayed jobs and jobs that wait for a retry. Running jobs',
    'continue. The command asks first; --force skips the question:',
    '```',
    '{{ binaryName }} queue:clear low --force',
    '```',
    'The jobs stay in the run log as cancelled; queue:retry <id> puts one back.',
    '',
    'Exits 1 if nothing was done: the queue is unknown, the question was not',
    'confirmed, or the broker is unavailable.',
  ]

  @args.string({ description: 'The queue, as in config/queue.ts' })
  declare queue: string

  @flags.boolean({ description: 'Cancel without a question' })
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
      this.logger.error(`This cancels ${count} jobs of "${this.queue}". Confirm with --force`)
      return false
    }
    return this.prompt.confirm(`Cancel ${count} waiting jobs of the queue "${this.queue}"?`)
  }
}

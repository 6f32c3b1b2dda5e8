import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueRetry extends QueueCommand {
  static commandName = 'queue:retry'
  static description = 'Let failed jobs run again, from their first attempt'
  static help = [
    'One job, every failed job of a name, or every failed job:',
    '```',
    '{{ binaryName }} queue:retry 019abc12-0000-7000-8000-0123456789ab',
    '{{ binaryName }} queue:retry deliver_invitation',
    '{{ binaryName }} queue:retry all',
    '```',
    'By its id a job that was cancelled or skipped runs again too. The chain',
    'and the batch of a job go on when it is completed. It takes its unique',
    'lock again, and is refused while another job has that.',
    '',
    'Exits with 1 where a job could not be put back, and says why.',
  ]

  @args.string({ argumentName: 'id|name|all', description: 'Which jobs; queue:failed lists them' })
  declare target: string

  async run() {
    const control = await this.control()
    this.tellChanges('will run again', await control.retry(await this.select(this.target)))
  }
}

import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueForget extends QueueCommand {
  static commandName = 'queue:forget'
  static description = 'Take failed jobs out of the run log, for good'
  static help = [
    'One job, every failed job of a name, or every failed job:',
    '```',
    '{{ binaryName }} queue:forget 019abc12-0000-7000-8000-0123456789ab',
    '{{ binaryName }} queue:forget deliver_invitation',
    '{{ binaryName }} queue:forget all',
    '```',
    'A batch that only waited for it goes on.',
    '',
    'Exits with 1 where a job has not failed or is not in the log.',
  ]

  @args.string({ argumentName: 'id|name|all', description: 'Which jobs; queue:failed lists them' })
  declare target: string

  async run() {
    const control = await this.control()
    this.tellChanges('forgotten', await control.forget(await this.select(this.target)))
  }
}

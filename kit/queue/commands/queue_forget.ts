import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueForget extends QueueCommand {
  static commandName = 'queue:forget'
  static description = 'Delete failed jobs from the run log, permanently'
  static help = [
    'One job, every failed job of a name, or every failed job:',
    '```',
    '{{ binaryName }} queue:forget 019abc12-0000-7000-8000-0123456789ab',
    '{{ binaryName }} queue:forget deliver_invitation',
    '{{ binaryName }} queue:forget all',
    '```',
    'A batch that waits only for these jobs continues.',
    '',
    'Exits 1 if a job has not failed or is not in the run log.',
  ]

  @args.string({
    argumentName: 'id|name|all',
    description: 'A job id, a job name, or all; queue:failed lists the failed jobs',
  })
  declare target: string

  async run() {
    const control = await this.control()
    this.tellChanges('forgotten', await control.forget(await this.select(this.target)))
  }
}

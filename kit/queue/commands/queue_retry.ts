import { args } from '@adonisjs/core/ace'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueRetry extends QueueCommand {
  static commandName = 'queue:retry'
  static description = 'Run failed jobs again, from their first attempt'
  static help = [
    'One job, every failed job of a name, or every failed job:',
    '```',
    '{{ binaryName }} queue:retry 019abc12-0000-7000-8000-0123456789ab',
    '{{ binaryName }} queue:retry deliver_invitation',
    '{{ binaryName }} queue:retry all',
    '```',
    'With its id, a cancelled or skipped job runs again too. The chain and the',
    'batch of a job continue when it is completed. The job takes its unique lock',
    'again; it is refused while another job holds that lock.',
    '',
    'Exits 1 if a job could not be put back, and says why.',
  ]

  @args.string({
    argumentName: 'id|name|all',
    description: 'A job id, a job name, or all; queue:failed lists the failed jobs',
  })
  declare target: string

  async run() {
    const control = await this.control()
    this.tellChanges('will run again', await control.retry(await this.select(this.target)))
  }
}

import { args, flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class PartitionDisable extends AskingCommand {
  static commandName = 'partition:disable'
  static description = 'Make a plain table of the partitions again'
  static help = [
    'The rows of the smaller partitions are copied to the largest one. Nothing can',
    'read or write the table meanwhile, so it refuses to copy more than 100,000.',
    '```',
    '{{ binaryName }} partition:disable job_runs',
    '{{ binaryName }} partition:disable job_runs --force',
    '```',
  ]

  @args.string({ description: 'A table of config/partitions.ts' })
  declare table: string

  @flags.boolean({ description: 'Copy any number of rows; the table is locked meanwhile' })
  declare force?: boolean

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { ruleOf } = await import('#partitions/app_partitions')
    const { disablePartitions } = await import('#partitions/disable')
    const { PartitionSession } = await import('#partitions/session')
    const rule = ruleOf(this.app, this.table)
    await using session = await PartitionSession.toChange(this.app)
    const copied = await disablePartitions(session, this.table, rule, { isForced: this.force })
    this.tell(`${this.table} is one table again, ${copied} rows are copied`, { copied })
  }
}

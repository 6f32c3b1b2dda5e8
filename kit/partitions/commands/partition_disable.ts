import { flags } from '@adonisjs/core/ace'
import type { PartitionRule } from '#partitions/define_config'
import type { PartitionSession } from '#partitions/session'
import { PartitionTableCommand } from '#partitions/table_command'

export default class PartitionDisable extends PartitionTableCommand {
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

  @flags.boolean({ description: 'Copy any number of rows; the table is locked meanwhile' })
  declare force?: boolean

  protected async change(session: PartitionSession, rule: PartitionRule) {
    const { disablePartitions } = await import('#partitions/disable')
    const copied = await disablePartitions(session, this.table, rule, { isForced: this.force })
    this.tell(`${this.table} is one table again, ${copied} rows are copied`, { copied })
  }
}

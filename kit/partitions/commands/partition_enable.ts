import type { PartitionRule } from '#partitions/define_config'
import type { PartitionSession } from '#partitions/session'
import { PartitionTableCommand } from '#partitions/table_command'

export default class PartitionEnable extends PartitionTableCommand {
  static commandName = 'partition:enable'
  static description = 'Divide a big table by month'
  static help = [
    'The table becomes the first partition as it is, so no row is copied, and the',
    'app may run meanwhile. It refuses to change a table when that would be unsafe.',
    'config/partitions.ts names the tables and how long their months are kept.',
    '```',
    '{{ binaryName }} partition:enable job_runs',
    '```',
    'docs/scaling.md tells when it is worth it.',
  ]

  protected async change(session: PartitionSession, rule: PartitionRule) {
    const { enablePartitions } = await import('#partitions/enable')
    const partitions = await enablePartitions(session, this.table, rule)
    const names = partitions.map(({ name }) => name)
    this.tell(`${this.table} is divided: ${names.join(', ')}`, { partitions: names })
  }
}

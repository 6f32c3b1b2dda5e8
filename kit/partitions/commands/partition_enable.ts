import { args, flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class PartitionEnable extends AskingCommand {
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

  @args.string({ description: 'A table of config/partitions.ts' })
  declare table: string

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { ruleOf } = await import('#partitions/app_partitions')
    const { enablePartitions } = await import('#partitions/enable')
    const { PartitionSession } = await import('#partitions/session')
    const rule = ruleOf(this.app, this.table)
    await using session = await PartitionSession.toChange(this.app)
    const partitions = await enablePartitions(session, this.table, rule)
    const names = partitions.map(({ name }) => name)
    this.tell(`${this.table} is divided: ${names.join(', ')}`, { partitions: names })
  }
}

import type { TableState } from '#partitions/app_partitions'
import { PartitionCommand } from '#partitions/partition_command'

export default class PartitionStatus extends PartitionCommand {
  static commandName = 'partition:status'
  static description = 'List the partitions of tables'
  static help = [
    'Lists the tables of config/partitions.ts with the months and the estimated',
    'rows of their partitions.',
    '```',
    '{{ binaryName }} partition:status',
    '{{ binaryName }} partition:status --json',
    '```',
  ]

  async run() {
    const { partitionedTables } = await import('#partitions/app_partitions')
    const states = await partitionedTables(this.app)
    if (this.json) this.logger.log(JSON.stringify(states, null, 2))
    else for (const state of states) this.#show(state)
  }

  #show({ table, partitions, isPrepared }: TableState) {
    if (!partitions) {
      this.logger.info(`${table} is not divided`)
      return
    }
    this.logger.info(`${table}${isPrepared ? '' : ': the partition of the next month is missing'}`)
    const list = this.ui.table().head(['partition', 'from', 'to', 'rows', 'MB'])
    for (const { name, from, to, rows, bytes } of partitions) {
      list.row([name, dayOf(from), dayOf(to), String(rows), (bytes / 1e6).toFixed(1)])
    }
    list.render()
  }
}

function dayOf(moment?: Date) {
  return moment ? moment.toISOString().slice(0, 10) : ''
}

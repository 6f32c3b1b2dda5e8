import { PartitionCommand } from '#partitions/partition_command'

export default class PartitionMaintain extends PartitionCommand {
  static commandName = 'partition:maintain'
  static description = 'Create the partitions of the coming months, and drop old ones'
  static help = [
    'A schedule does this every day (start/schedules.ts). Run it by hand when the',
    'workers were away. It leaves tables alone that are not divided.',
    '```',
    '{{ binaryName }} partition:maintain',
    '```',
  ]

  async run() {
    const { maintainPartitions } = await import('#partitions/app_partitions')
    const done = await maintainPartitions(this.app)
    const changes = Object.values(done).flatMap(({ created, dropped, thinned }) => [
      ...created.map((name) => `${name} is created`),
      ...dropped.map((name) => `${name} is dropped`),
      ...thinned.map((name) => `${name} has fewer rows`),
    ])
    this.tell(changes.join(', ') || 'There was nothing to do', done)
  }
}

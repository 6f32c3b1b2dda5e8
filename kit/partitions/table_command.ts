import { args } from '@adonisjs/core/ace'
import type { PartitionRule } from '#partitions/define_config'
import { PartitionCommand } from '#partitions/partition_command'
import type { PartitionSession } from '#partitions/session'

/** Base class of the commands that change one table, with a connection of their own. */
export abstract class PartitionTableCommand extends PartitionCommand {
  @args.string({ description: 'A table of config/partitions.ts' })
  declare table: string

  async run() {
    const { ruleOf } = await import('#partitions/app_partitions')
    const { PartitionSession: Session } = await import('#partitions/session')
    const rule = ruleOf(this.app, this.table)
    await using session = await Session.toChange(this.app)
    await this.change(session, rule)
  }

  protected abstract change(session: PartitionSession, rule: PartitionRule): Promise<void>
}

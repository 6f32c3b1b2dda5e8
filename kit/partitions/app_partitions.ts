import type { ApplicationService } from '@adonisjs/core/types'
import { CommandRefused } from '#console/asking_command'
import { partitionsOf, type Partition } from '#partitions/catalog'
import type { PartitionConfig } from '#partitions/define_config'
import { isPrepared, maintain, type Maintained } from '#partitions/maintain'
import { PartitionSession } from '#partitions/session'

export interface TableState {
  table: string
  /** Undefined if the table is not divided. */
  partitions?: Partition[]
  /** Whether the next month has a partition. */
  isPrepared: boolean
}

function tablesOf(app: ApplicationService) {
  return app.config.get<PartitionConfig>('partitions').tables
}

/** @throws CommandRefused */
export function ruleOf(app: ApplicationService, table: string) {
  const tables = tablesOf(app)
  if (Object.hasOwn(tables, table)) return tables[table]
  throw new CommandRefused(
    `config/partitions.ts has no table ${table}. It has ${Object.keys(tables).join(', ')}`
  )
}

/** The tables of config/partitions.ts. */
export async function partitionedTables(app: ApplicationService): Promise<TableState[]> {
  await using session = await PartitionSession.toRead(app)
  const states: TableState[] = []
  for (const table of Object.keys(tablesOf(app))) {
    const partitions = await partitionsOf(session, table)
    states.push({ table, partitions, isPrepared: !partitions || isPrepared(partitions) })
  }
  return states
}

/**
 * Creates the partitions of the coming months, and drops the old ones. Leaves tables alone that are not divided.
 */
export async function maintainPartitions(app: ApplicationService) {
  await using session = await PartitionSession.toChange(app)
  const done: Record<string, Maintained> = {}
  for (const [table, rule] of Object.entries(tablesOf(app))) {
    if (await partitionsOf(session, table)) done[table] = await maintain(session, table, rule)
  }
  return done
}

import { CommandRefused } from '#console/asking_command'
import { partitionsOf, primaryKeyOf, type Partition } from '#partitions/catalog'
import type { PartitionRule } from '#partitions/define_config'
import { ownSequences, partition, partsOf, releaseSequences } from '#partitions/parent'
import { finishInterrupted } from '#partitions/retire'
import type { PartitionSession } from '#partitions/session'

/** Copying more rows would lock the table for more than about a second. */
const MOST_COPIED = 100_000

interface Options {
  /** Copies any number of rows, and the table is locked meanwhile. */
  isForced?: boolean
}

/**
 * Makes a plain table of the partitions: the largest one, to which the rows of the others are copied.
 * @returns the number of copied rows
 * @throws CommandRefused when there are too many of them; the table is unchanged then
 */
export async function disablePartitions(
  session: PartitionSession,
  table: string,
  rule: PartitionRule,
  { isForced = false }: Options = {}
) {
  if (!(await partitionsOf(session, table))) throw new CommandRefused(`${table} is not divided`)
  await finishInterrupted(session, table, rule)
  const partitions = (await partitionsOf(session, table))!
  const [base, ...others] = await bySize(session, partitions)
  const copied = others.reduce((sum, { rows }) => sum + rows, 0)
  if (copied > MOST_COPIED && !isForced) throw new CommandRefused(tooMany(table, copied))

  const { columns } = await primaryKeyOf(session, `public.${table}`)
  const wanted = columns.length > 1 ? columns.filter((column) => column !== rule.key) : columns
  const index = `${table}_former_key`
  if (wanted.length < columns.length) {
    await session.change(`DROP INDEX CONCURRENTLY IF EXISTS ${partition(index)}`)
    await session.change(
      `CREATE UNIQUE INDEX CONCURRENTLY ${index} ON ${partition(base.name)} (${wanted.join(', ')})`
    )
  }
  await session.briefly(() => swapBack(session, { table, base: base.name, index, wanted }))
  return copied
}

/** With exact numbers, the largest first. */
async function bySize(session: PartitionSession, partitions: Partition[]) {
  const counted: { name: string; rows: number }[] = []
  for (const { name } of partitions) {
    const [{ rows }] = await session.query<{ rows: number }>(
      `SELECT count(*)::float8 AS rows FROM ${partition(name)}`
    )
    counted.push({ name, rows })
  }
  return counted.toSorted((one, other) => other.rows - one.rows)
}

interface Swap {
  table: string
  base: string
  index: string
  /** The columns of the primary key. */
  wanted: string[]
}

async function swapBack(session: PartitionSession, { table, base, index, wanted }: Swap) {
  const id = `public.${table}`
  await session.change(`LOCK TABLE ${id} IN ACCESS EXCLUSIVE MODE`)
  const parts = await partsOf(session, table)
  const { name, columns } = await primaryKeyOf(session, id)
  const names = await indexNames(session, base)
  await releaseSequences(session, parts)
  await session.change(`ALTER TABLE ${id} DETACH PARTITION ${partition(base)}`)
  await session.change(`INSERT INTO ${partition(base)} SELECT * FROM ${id}`)
  await session.change(`DROP TABLE ${id}`)
  await session.change(`ALTER TABLE ${partition(base)} SET SCHEMA public`)
  await session.change(`ALTER TABLE public.${base} RENAME TO ${table}`)
  for (const { child, parent } of names) {
    if (child !== parent) await session.change(`ALTER INDEX public.${child} RENAME TO ${parent}`)
  }
  if (wanted.length < columns.length) {
    await session.change(
      `ALTER TABLE ${id} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX ${index}`
    )
  }
  await ownSequences(session, table, parts)
  for (const grant of parts.grants) await session.change(grant)
}

/** The indexes of a partition, and those of the table that they are part of. */
async function indexNames(session: PartitionSession, base: string) {
  return session.query<{ child: string; parent: string }>(
    `SELECT quote_ident(child.relname) AS child, quote_ident(parent.relname) AS parent
     FROM pg_index JOIN pg_class AS child ON child.oid = indexrelid
     JOIN pg_inherits ON inhrelid = child.oid JOIN pg_class AS parent ON parent.oid = inhparent
     WHERE indrelid = $1::regclass`,
    [partition(base)]
  )
}

function tooMany(table: string, rows: number) {
  return (
    `${rows.toLocaleString('en')} rows of ${table} would have to be copied, and nothing could read or write it meanwhile.\n` +
    `Above ${MOST_COPIED.toLocaleString('en')} rows it needs --force, best during maintenance (node ace down). Nothing has changed`
  )
}

import { CommandRefused } from '#console/asking_command'
import { keyTypeOf, partitionsOf, primaryKeyOf, SCHEMA, type Partition } from '#partitions/catalog'
import type { PartitionRule } from '#partitions/define_config'
import { createMonths } from '#partitions/maintain'
import { keyAt, nameOfMonth, startOfMonth, type KeyType } from '#partitions/months'
import { addParts, partition, partsOf, releaseSequences } from '#partitions/parent'
import type { PartitionSession } from '#partitions/session'
import { refuseUnsafe } from '#partitions/unsafe'

/** PostgreSQL found a row that breaks the constraint. */
const CHECK_VIOLATION = '23514'

interface Plan {
  table: string
  rule: PartitionRule
  type: KeyType
  /** The end of the first partition, which keeps all rows of today. */
  end: Date
  /** Its name. */
  first: string
  check: string
  index: string
}

/**
 * Divides a table by month. The table becomes the first partition as it is, so no row is copied: reads and writes wait
 * for some milliseconds only. A new table, with the same name and columns, takes its place. May be called again after
 * an interruption.
 * @throws CommandRefused when it would be unsafe; the table is unchanged then
 */
export async function enablePartitions(
  session: PartitionSession,
  table: string,
  rule: PartitionRule,
  now = new Date()
): Promise<Partition[]> {
  if (await partitionsOf(session, table)) throw new CommandRefused(`${table} is divided already`)
  await refuseUnsafe(session, table)
  const plan = await planOf(session, table, rule, now)
  await limitFirst(session, plan)
  await prepareKey(session, plan)
  await session.change(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`)
  await session.briefly(() => swap(session, plan))
  await createMonths(session, table, rule, now)
  return (await partitionsOf(session, table))!
}

async function planOf(
  session: PartitionSession,
  table: string,
  rule: PartitionRule,
  now: Date
): Promise<Plan> {
  const type = await keyTypeOf(session, table, rule.key)
  if (!type) {
    throw new CommandRefused(
      `${table}.${rule.key} has to be a column of the type uuid or timestamptz that is not null`
    )
  }
  // At least a month away, so that a clock that is ahead does not reach it while the check is there.
  const end = startOfMonth(now, 2)
  const first = `${table}_before_${nameOfMonth(end)}`
  return { table, rule, type, end, first, check: `${table}_month`, index: `${table}_month_index` }
}

/**
 * PostgreSQL trusts a validated check, and needs no scan under a lock later.
 * @see https://www.postgresql.org/docs/current/ddl-partitioning.html
 */
async function limitFirst(session: PartitionSession, { table, rule, type, end, check }: Plan) {
  const drop = `ALTER TABLE public.${table} DROP CONSTRAINT IF EXISTS ${check}`
  const condition = `${rule.key} < ${keyAt(end, type)}`
  await session.briefly(async () => {
    await session.change(drop)
    await session.change(
      `ALTER TABLE public.${table} ADD CONSTRAINT ${check} CHECK (${condition}) NOT VALID`
    )
  })
  try {
    await session.change(`ALTER TABLE public.${table} VALIDATE CONSTRAINT ${check}`)
  } catch (error) {
    await session.briefly(() => session.change(drop))
    if ((error as { code?: string }).code !== CHECK_VIOLATION) throw error
    const rows = await session.query<{ count: string }>(
      `SELECT count(*) FROM public.${table} WHERE NOT (${condition})`
    )
    const month = end.toISOString().slice(0, 10)
    throw new CommandRefused(
      `${rows[0].count} rows of ${table} have a ${rule.key} of ${month} or later. Nothing has changed.\n` +
        `Such a key comes from a wrong clock or from another kind of id. Delete the rows, or wait until they are pruned`
    )
  }
}

/** The key of a partitioned table has to include the column that tells the partition. */
async function prepareKey(session: PartitionSession, { table, rule, index }: Plan) {
  const { columns } = await primaryKeyOf(session, `public.${table}`)
  if (columns.includes(rule.key)) return
  await session.change(`DROP INDEX CONCURRENTLY IF EXISTS public.${index}`)
  const key = [...columns, rule.key].join(', ')
  await session.change(`CREATE UNIQUE INDEX CONCURRENTLY ${index} ON public.${table} (${key})`)
}

/** Everything in one transaction, which changes the catalog only. */
async function swap(session: PartitionSession, plan: Plan) {
  const { table, rule, type, end, first, check, index } = plan
  const id = `public.${table}`
  await session.change(`LOCK TABLE ${id} IN ACCESS EXCLUSIVE MODE`)
  const { name, columns } = await primaryKeyOf(session, id)
  const key = columns.includes(rule.key) ? columns : [...columns, rule.key]
  if (key !== columns) {
    await session.change(
      `ALTER TABLE ${id} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX ${index}`
    )
  }
  const parts = await partsOf(session, table)
  await releaseSequences(session, parts)
  await session.change(`ALTER TABLE ${id} SET SCHEMA ${SCHEMA}`)
  await session.change(`ALTER TABLE ${partition(table)} RENAME TO ${first}`)
  await session.change(
    `CREATE TABLE ${id} (LIKE ${partition(first)} INCLUDING ALL EXCLUDING INDEXES, PRIMARY KEY (${key.join(', ')}))
     PARTITION BY RANGE (${rule.key})`
  )
  await session.change(`ALTER TABLE ${id} DROP CONSTRAINT ${check}`)
  await addParts(session, table, parts)
  await session.change(
    `ALTER TABLE ${id} ATTACH PARTITION ${partition(first)} FOR VALUES FROM (MINVALUE) TO (${keyAt(end, type)})`
  )
  // The bounds say the same now, and rows of later months come here when the table is made whole again.
  await session.change(`ALTER TABLE ${partition(first)} DROP CONSTRAINT ${check}`)
  await session.change(`CREATE TABLE ${partition(`${table}_default`)} PARTITION OF ${id} DEFAULT`)
}

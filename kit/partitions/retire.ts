import { keyTypeOf, partitionsOf, primaryKeyOf, type Partition } from '#partitions/catalog'
import type { PartitionRule } from '#partitions/define_config'
import { keyAt } from '#partitions/months'
import { partition } from '#partitions/parent'
import type { PartitionSession } from '#partitions/session'

/** So many rows of an old partition move while the table is locked; more would take too long. */
const MOST_MOVED = 10_000

const ROWS_A_STATEMENT = 5000

/** Its comment tells a partition that is being dropped from one that a person has detached to keep it. */
export const DROPPING = 'Detached to be dropped'

/**
 * Drops the partitions whose month is past its time. The rows that are kept nevertheless, such as failed jobs, move to
 * the default partition before. A partition with many of them stays, and its other rows are deleted in batches.
 */
export async function retire(
  session: PartitionSession,
  table: string,
  rule: PartitionRule,
  now: Date
) {
  const dropped: string[] = []
  const thinned: string[] = []
  const partitions = (await partitionsOf(session, table)) ?? []
  for (const old of partitions.filter((one) => isPast(one, rule, now))) {
    const isDropped = await dropOrThin(session, table, rule, old)
    if (isDropped) dropped.push(old.name)
    else thinned.push(old.name)
  }
  await thinDefault(session, table, rule, now)
  return { dropped, thinned }
}

/** The rows of the default partition belong to no month that could be dropped. */
async function thinDefault(
  session: PartitionSession,
  table: string,
  { key, keep, keepsRows = 'false' }: PartitionRule,
  now: Date
) {
  if (keep === null) return
  const type = (await keyTypeOf(session, table, key))!
  const limit = keyAt(new Date(Number(now) - keep), type)
  await thin(session, `${table}_default`, keepsRows, `${key} < ${limit}`)
}

function isPast({ to }: Partition, { keep }: PartitionRule, now: Date) {
  return keep !== null && to !== undefined && Number(to) + keep <= Number(now)
}

/** @returns whether it is dropped */
async function dropOrThin(
  session: PartitionSession,
  table: string,
  rule: PartitionRule,
  { name }: Partition
) {
  const { keepsRows = 'false' } = rule
  const { columns, types } = await primaryKeyOf(session, `public.${table}`)
  const [id, type] = [columns[0], types[0]]
  const kept = await session.query<{ id: string }>(
    `SELECT ${id}::text AS id FROM ${partition(name)} WHERE ${keepsRows} LIMIT ${MOST_MOVED + 1}`
  )
  if (kept.length > MOST_MOVED) {
    await thin(session, name, keepsRows)
    return false
  }
  await session.briefly(async () => {
    await session.change(`ALTER TABLE public.${table} DETACH PARTITION ${partition(name)}`)
    await session.change(`COMMENT ON TABLE ${partition(name)} IS '${DROPPING}'`)
    await session.query(
      `WITH moved AS (DELETE FROM ${partition(name)} WHERE ${id} = ANY ($1::${type}[]) RETURNING *)
       INSERT INTO public.${table} SELECT * FROM moved`,
      [kept.map((row) => row.id)]
    )
  })
  await dropDetached(session, table, name, rule)
  return true
}

/** Rows that have come to be kept since they were looked for move now. No other process sees the table any more. */
async function dropDetached(
  session: PartitionSession,
  table: string,
  name: string,
  { keepsRows = 'false' }: PartitionRule
) {
  await session.briefly(async () => {
    await session.change(
      `INSERT INTO public.${table} SELECT * FROM ${partition(name)} WHERE ${keepsRows} ON CONFLICT DO NOTHING`
    )
    await session.change(`DROP TABLE ${partition(name)}`)
  })
}

/**
 * Drops the partitions that were detached, but not dropped.
 * @returns their names
 */
export async function finishInterrupted(
  session: PartitionSession,
  table: string,
  rule: PartitionRule
) {
  const rows = await session.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = to_regnamespace('partitions') AND relkind = 'r' AND NOT relispartition
       AND relname ~ $1 AND obj_description(oid, 'pg_class') = $2`,
    [`^${table}_(before_)?\\d{4}_\\d{2}$`, DROPPING]
  )
  for (const { name } of rows) await dropDetached(session, table, name, rule)
  return rows.map(({ name }) => name)
}

async function thin(session: PartitionSession, name: string, keepsRows: string, old = 'true') {
  const rows = `SELECT ctid FROM ${partition(name)}
    WHERE ${old} AND (${keepsRows}) IS NOT TRUE LIMIT ${ROWS_A_STATEMENT}`
  let deleted = ROWS_A_STATEMENT
  while (deleted === ROWS_A_STATEMENT) {
    deleted = await session.change(
      `DELETE FROM ${partition(name)} WHERE ctid = ANY (ARRAY(${rows}))`
    )
  }
}

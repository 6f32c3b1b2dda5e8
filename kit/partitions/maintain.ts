import { endOf, keyTypeOf, partitionsOf, type Partition } from '#partitions/catalog'
import type { PartitionRule } from '#partitions/define_config'
import { keyAt, monthsUntil, nameOfMonth, startOfMonth } from '#partitions/months'
import { partition } from '#partitions/parent'
import { finishInterrupted, retire } from '#partitions/retire'
import type { PartitionSession } from '#partitions/session'

/** The partitions of this month and of so many more exist. */
const MONTHS_AHEAD = 2

export interface Maintained {
  created: string[]
  dropped: string[]
  /** Partitions that still have too many rows to keep, of which the old ones are deleted one by one. */
  thinned: string[]
}

/**
 * Creates the partitions of the coming months, and drops those whose rows are past their time.
 */
export async function maintain(
  session: PartitionSession,
  table: string,
  rule: PartitionRule,
  now = new Date()
): Promise<Maintained> {
  const finished = await finishInterrupted(session, table, rule)
  const created = await createMonths(session, table, rule, now)
  const { dropped, thinned } = await retire(session, table, rule, now)
  return { created, dropped: [...finished, ...dropped], thinned }
}

/** @returns the names of the created partitions */
export async function createMonths(
  session: PartitionSession,
  table: string,
  rule: PartitionRule,
  now: Date
) {
  const partitions = (await partitionsOf(session, table)) ?? []
  const from = endOf(partitions) ?? startOfMonth(now)
  const months = monthsUntil(from, startOfMonth(now, MONTHS_AHEAD))
  const created: string[] = []
  for (const month of months) created.push(await createMonth(session, table, rule, month))
  return created
}

/**
 * Rows of the month that were inserted before it had a partition move to it.
 */
async function createMonth(
  session: PartitionSession,
  table: string,
  { key }: PartitionRule,
  month: Date
) {
  const name = `${table}_${nameOfMonth(month)}`
  const type = (await keyTypeOf(session, table, key))!
  const [from, to] = [keyAt(month, type), keyAt(startOfMonth(month, 1), type)]
  await session.briefly(async () => {
    await session.change(
      `CREATE TABLE ${partition(name)} (LIKE public.${table} INCLUDING ALL EXCLUDING INDEXES)`
    )
    await session.change(`LOCK TABLE ${partition(`${table}_default`)} IN ACCESS EXCLUSIVE MODE`)
    await session.change(
      `WITH moved AS (
         DELETE FROM ${partition(`${table}_default`)} WHERE ${key} >= ${from} AND ${key} < ${to} RETURNING *)
       INSERT INTO ${partition(name)} SELECT * FROM moved`
    )
    await session.change(
      `ALTER TABLE public.${table} ATTACH PARTITION ${partition(name)} FOR VALUES FROM (${from}) TO (${to})`
    )
  })
  return name
}

/** Whether the partition of the next month exists, so that its first row has a place. */
export function isPrepared(partitions: Partition[], now = new Date()) {
  const end = endOf(partitions)
  return end !== undefined && end > startOfMonth(now, 1)
}

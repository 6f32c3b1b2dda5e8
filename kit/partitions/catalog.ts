import { boundsOf, KEY_TYPES, type Bounds, type KeyType } from '#partitions/months'
import type { PartitionSession } from '#partitions/session'

/** The schema of the partitions, so that they are no tables of the app. */
export const SCHEMA = 'partitions'

export interface Partition extends Bounds {
  name: string
  isDefault: boolean
  /** PostgreSQL's estimate. */
  rows: number
  bytes: number
}

const PARTITIONS = `
  SELECT child.relname AS name, pg_get_expr(child.relpartbound, child.oid) AS bounds,
         greatest(child.reltuples, 0)::float8 AS rows, pg_total_relation_size(child.oid)::float8 AS bytes
    FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
   WHERE inhparent = $1::regclass ORDER BY 1`

/** @returns undefined if there is no such table, or if it is not divided */
export async function partitionsOf(session: Pick<PartitionSession, 'query'>, table: string) {
  const [found] = await session.query<{ kind: string }>(
    'SELECT relkind AS kind FROM pg_class WHERE oid = to_regclass($1)',
    [`public.${table}`]
  )
  if (found?.kind !== 'p') return undefined
  const rows = await session.query<Omit<Partition, 'isDefault'> & { bounds: string }>(PARTITIONS, [
    `public.${table}`,
  ])
  return rows.map(({ bounds, ...row }): Partition => ({
    ...row,
    ...boundsOf(bounds),
    isDefault: bounds === 'DEFAULT',
  }))
}

/** The end of the last month that has a partition. */
export function endOf(partitions: Partition[]): Date | undefined {
  const ends = partitions.flatMap(({ to }) => (to ? [to] : []))
  return ends.toSorted((one, other) => Number(other) - Number(one))[0]
}

export async function keyTypeOf(session: PartitionSession, table: string, key: string) {
  const [found] = await session.query<{ type: string }>(
    `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = to_regclass($1) AND attname = $2 AND attnotnull`,
    [`public.${table}`, key]
  )
  return KEY_TYPES.find((type): type is KeyType => type === found?.type)
}

/** The columns of the primary key, in their order. */
export async function primaryKeyOf(session: PartitionSession, table: string) {
  const rows = await session.query<{ name: string; column: string; type: string }>(
    `SELECT conname AS name, attname AS column, format_type(atttypid, atttypmod) AS type
       FROM pg_constraint, unnest(conkey) WITH ORDINALITY AS part(number, position)
       JOIN pg_attribute ON attnum = number
      WHERE contype = 'p' AND conrelid = to_regclass($1) AND attrelid = conrelid ORDER BY position`,
    [table]
  )
  return {
    name: rows[0]?.name,
    columns: rows.map(({ column }) => column),
    types: rows.map(({ type }) => type),
  }
}

import { CommandRefused } from '#console/asking_command'
import { primaryKeyOf } from '#partitions/catalog'
import type { PartitionSession } from '#partitions/session'

/** Each query finds the names for which the reason holds. $1 is the table, $2 an index that is our own. */
const REASONS: { sql: string; reason: string }[] = [
  {
    sql: `SELECT string_agg(conrelid::regclass::text, ', ') AS found FROM pg_constraint
          WHERE confrelid = $1::regclass AND contype = 'f'`,
    reason: 'foreign keys of these tables lead to it',
  },
  {
    sql: `SELECT string_agg(tgname, ', ') AS found FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal`,
    reason: 'it has triggers',
  },
  {
    sql: `SELECT string_agg(DISTINCT ev_class::regclass::text, ', ') AS found
          FROM pg_depend JOIN pg_rewrite ON pg_rewrite.oid = objid
          WHERE refobjid = $1::regclass AND pg_depend.classid = 'pg_rewrite'::regclass AND ev_class <> $1::regclass`,
    reason: 'views read it',
  },
  {
    sql: `SELECT string_agg(relname, ', ') AS found FROM pg_class
          WHERE oid = $1::regclass AND (relrowsecurity OR relhassubclass OR relispartition)`,
    reason: 'it has policies for rows, or it inherits',
  },
  {
    sql: `SELECT string_agg(relname, ', ') AS found FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
          WHERE indrelid = $1::regclass AND NOT indisprimary AND (indisunique OR indisexclusion)
            AND relname <> $2`,
    reason: 'a unique index beside the primary key cannot hold for all partitions together',
  },
  {
    sql: `SELECT string_agg(attname, ', ') AS found FROM pg_attribute
          WHERE attrelid = $1::regclass AND attidentity <> ''`,
    reason: 'it has identity columns; use a sequence',
  },
]

/**
 * Partitions would break what depends on the table.
 * @throws CommandRefused
 */
export async function refuseUnsafe(session: PartitionSession, table: string) {
  const id = `public.${table}`
  const [{ exists }] = await session.query<{ exists: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS exists',
    [id]
  )
  if (!exists) throw new CommandRefused(`There is no table ${table}. Run node ace migration:run`)
  const { columns } = await primaryKeyOf(session, id)
  if (columns.length === 0) throw new CommandRefused(`${table} has no primary key`)
  for (const { sql, reason } of REASONS) {
    const [{ found }] = await session.query<{ found: string | null }>(
      `SELECT found FROM (${sql}) AS one, (SELECT $1::text, $2::text) AS used`,
      [id, `${table}_month_index`]
    )
    if (found) throw new CommandRefused(`${table} cannot be divided: ${reason} (${found})`)
  }
}

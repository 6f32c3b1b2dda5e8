import type { PartitionSession } from '#partitions/session'

/** Everything about a table that the app depends on, to compare it before and after. */
export async function factsOf(session: PartitionSession, table: string) {
  const id = `public.${table}`
  const columns = await session.query(
    `SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull, pg_get_expr(adbin, adrelid) AS "default"
     FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [id]
  )
  const constraints = await session.query(
    `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype <> 'n' ORDER BY conname`,
    [id]
  )
  const indexes = await session.query(
    `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1 ORDER BY 1`,
    [table]
  )
  const sequences = await session.query(
    `SELECT objid::regclass::text AS name FROM pg_depend JOIN pg_class ON pg_class.oid = objid AND relkind = 'S'
     WHERE refobjid = $1::regclass AND deptype = 'a'`,
    [id]
  )
  return { columns, constraints, indexes, sequences }
}

import type pg from 'pg'
import type { TableFigures } from '#backups/manifest'

/** All tables of the app, also those of the queue; partitions count in their table. */
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS sql,
         CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
     AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
   ORDER BY 2`

/** The text of a value depends on these. */
const SAME_TEXTS = `SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL extra_float_digits = 1;
  SET LOCAL intervalstyle = 'postgres'; SET LOCAL bytea_output = 'hex'`

/**
 * Counts the rows of all tables, and reads the content of some. It needs a transaction.
 * @param compare names of tables; one that does not exist is left out
 */
export async function figuresOf(client: pg.Client, compare: string[]) {
  await client.query(SAME_TEXTS)
  const { rows: tables } = await client.query<{ sql: string; name: string }>(TABLES)
  const figures: Record<string, TableFigures> = {}
  for (const { sql, name } of tables) {
    const content = compare.includes(name)
      ? ', coalesce(sum(hashtextextended(one::text, 0)::numeric), 0)::text AS checksum'
      : ''
    const { rows } = await client.query<TableFigures>(
      `SELECT count(*)::float8 AS rows${content} FROM ${sql} AS one`
    )
    figures[name] = { ...rows[0] }
  }
  return figures
}

/** Sentences about the tables that differ. */
export function differences(
  expected: Record<string, TableFigures>,
  found: Record<string, TableFigures>
) {
  return Object.entries(expected).flatMap(([name, { rows, checksum }]) => {
    const table = found[name]
    if (!table) return [`${name} is missing`]
    if (table.rows !== rows) return [`${name} has ${table.rows} rows instead of ${rows}`]
    if (checksum !== undefined && table.checksum !== checksum) return [`${name} has other content`]
    return []
  })
}

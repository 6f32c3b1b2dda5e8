import { SCHEMA } from '#partitions/catalog'
import type { PartitionSession } from '#partitions/session'

/** The parts of a table that `LIKE` does not copy. */
export interface Parts {
  foreignKeys: { name: string; definition: string }[]
  indexes: { name: string; definition: string }[]
  /** Sequences that belong to a column. */
  sequences: { name: string; column: string }[]
  grants: string[]
}

/** Reads the parts of a table in the schema `public`. */
export async function partsOf(session: PartitionSession, table: string): Promise<Parts> {
  const id = `public.${table}`
  const foreignKeys = await session.query<Parts['foreignKeys'][number]>(
    `SELECT quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype = 'f' AND conparentid = 0`,
    [id]
  )
  const indexes = await session.query<Parts['indexes'][number]>(
    `SELECT quote_ident(relname) AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE indrelid = $1::regclass AND indisvalid
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))`,
    [id]
  )
  const sequences = await session.query<Parts['sequences'][number]>(
    `SELECT quote_ident(sequence.relname) AS name, quote_ident(attname) AS column
     FROM pg_depend JOIN pg_class AS sequence ON sequence.oid = objid AND sequence.relkind = 'S'
     JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
     WHERE refobjid = $1::regclass AND classid = 'pg_class'::regclass AND deptype = 'a'`,
    [id]
  )
  const grants = await session.query<{ sql: string }>(
    `SELECT format('GRANT %s ON %s TO %s', privilege_type, $1::regclass,
       CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END) AS sql
     FROM pg_class, aclexplode(relacl) WHERE oid = $1::regclass AND grantee <> relowner`,
    [id]
  )
  return { foreignKeys, indexes, sequences, grants: grants.map(({ sql }) => sql) }
}

/** Takes the sequences from a table that moves to another schema, or away. */
export async function releaseSequences(session: PartitionSession, { sequences }: Parts) {
  for (const { name } of sequences) {
    await session.change(`ALTER SEQUENCE public.${name} OWNED BY NONE`)
  }
}

/** Gives an empty table, which has been made with `LIKE`, the other parts. */
export async function addParts(session: PartitionSession, table: string, parts: Parts) {
  for (const { name, definition } of parts.foreignKeys) {
    await session.change(`ALTER TABLE public.${table} ADD CONSTRAINT ${name} ${definition}`)
  }
  // The definitions name the table that the parts were read from; it had the same name.
  for (const { definition } of parts.indexes) await session.change(definition)
  await ownSequences(session, table, parts)
  for (const grant of parts.grants) await session.change(grant)
}

export async function ownSequences(session: PartitionSession, table: string, { sequences }: Parts) {
  for (const { name, column } of sequences) {
    await session.change(`ALTER SEQUENCE public.${name} OWNED BY public.${table}.${column}`)
  }
}

export const partition = (name: string) => `${SCHEMA}.${name}`

import db from '@adonisjs/lucid/services/db'
import type { ListModel } from '#lists/types'

export interface ListColumn {
  /** With its table. */
  name: string
  isNullable: boolean
  /** A text that has no collation of its own. */
  isText: boolean
}

type Columns = Map<string, Omit<ListColumn, 'name'>>

const known = new Map<string, Columns>()

/**
 * A column as PostgreSQL knows it. An index serves a descending order only without NULLS LAST, which therefore is
 * left to columns that can be null. Each process asks once for a table.
 */
export async function columnOf(model: ListModel, attribute: string): Promise<ListColumn> {
  const columns = known.get(model.table) ?? (await read(model.table))
  known.set(model.table, columns)
  const name = model.$keys.attributesToColumns.get(attribute, attribute)
  return { isNullable: true, isText: false, ...columns.get(name), name: `${model.table}.${name}` }
}

async function read(table: string): Promise<Columns> {
  const { rows } = await db.rawQuery(
    `SELECT attname AS name, NOT attnotnull AS "isNullable",
       attcollation = '"default"'::regcollation AS "isText"
     FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0`,
    [table]
  )
  const found = rows as { name: string; isNullable: boolean; isText: boolean }[]
  return new Map(found.map(({ name, ...facts }) => [name, facts]))
}

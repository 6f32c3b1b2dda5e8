import string from '@adonisjs/core/helpers/string'
import { CommandRefused } from '#console/asking_command'
import { columnsOf, type Column } from '#generators/schema_columns'

/** The migration that a name asks for. */
export interface MigrationPlan {
  stub: 'create' | 'add' | 'remove' | 'drop' | 'change'
  /** The file's name after its number. */
  name: string
  table?: string
  /** Lines of the builder of a table. */
  lines?: string[]
  /** The names of columns, as code. */
  columns?: string
}

const NAMES = 'create_books_table, add_phone_to_users, remove_phone_from_users or drop_books_table'

/**
 * @param schema the text of `database/schema.ts`
 * @throws CommandRefused if the name says nothing, or names a table or a column that is not there
 */
export function planMigration(name: string, schema: string): MigrationPlan {
  const add = /^add_(\w+)_to_(\w+?)(?:_table)?$/.exec(name)
  if (add) return planAdd(name, schema, add[1].split('_and_'), add[2])
  const remove = /^(?:remove|drop)_(\w+)_from_(\w+?)(?:_table)?$/.exec(name)
  if (remove) return planRemove(name, schema, remove[1].split('_and_'), remove[2])
  const drop = /^drop_(\w+?)(?:_table)?$/.exec(name)
  if (drop) return planDrop(schema, drop[1])
  const create = /^create_(\w+?)(?:_table)?$/.exec(name) ?? /^(\w+)$/.exec(name)!
  if (name.startsWith('create_') || string.plural(name) === name) {
    return planCreate(schema, create[1])
  }
  throw new CommandRefused(`"${name}" does not say what to change. Name it ${NAMES}, or give --sql`)
}

function modelOf(table: string) {
  return string.pascalCase(string.singular(table))
}

function tableOf(model: string) {
  return string.plural(string.snakeCase(model))
}

function planCreate(schema: string, table: string): MigrationPlan {
  if (columnsOf(schema, modelOf(table))) {
    throw new CommandRefused(
      `The table ${table} exists already. To change it, use a name such as add_phone_to_${table}`
    )
  }
  return { stub: 'create', name: `create_${table}_table`, table }
}

function planAdd(name: string, schema: string, columns: string[], table: string): MigrationPlan {
  const known = knownColumns(schema, table)
  const taken = columns.find((column) => known.some((one) => one.name === string.camelCase(column)))
  if (taken) throw new CommandRefused(`The table ${table} has a column ${taken} already`)
  return {
    stub: 'add',
    name,
    table,
    lines: columns.flatMap((column) => newColumn(column, schema)),
    columns: listOf(columns),
  }
}

function planRemove(name: string, schema: string, columns: string[], table: string): MigrationPlan {
  const known = knownColumns(schema, table)
  const found = columns.map((column) => {
    const one = known.find((other) => other.name === string.camelCase(column))
    if (!one) throw new CommandRefused(`The table ${table} has no column ${column}`)
    return formerColumn(one)
  })
  return { stub: 'remove', name, table, lines: found, columns: listOf(columns) }
}

function planDrop(schema: string, table: string): MigrationPlan {
  const lines = knownColumns(schema, table).map((column) =>
    column.isPrimary && column.type === 'number' ? "table.increments('id')" : formerColumn(column)
  )
  return { stub: 'drop', name: `drop_${table}_table`, table, lines }
}

function knownColumns(schema: string, table: string) {
  const columns = columnsOf(schema, modelOf(table))
  if (columns) return columns
  throw new CommandRefused(
    `There is no table ${table} in database/schema.ts. Create it: node ace make:migration create_${table}_table`
  )
}

/** The last word of a column's name says its type. */
function newColumn(column: string, schema: string) {
  const [first, last] = [column.split('_')[0], column.split('_').at(-1)!]
  if (last === 'id') return newReference(column, schema)
  if (last === 'at') return `table.timestamp('${column}').nullable()`
  if (last === 'on') return `table.date('${column}').nullable()`
  if (['is', 'has', 'can'].includes(first)) {
    return `table.boolean('${column}').notNullable().defaultTo(false)`
  }
  if (last === 'count') return `table.integer('${column}').notNullable().defaultTo(0)`
  return `table.string('${column}').nullable()`
}

/** A reference, if there is a table for it; other ids, such as those of another service, are strings. */
function newReference(column: string, schema: string) {
  const model = string.pascalCase(column.slice(0, -'_id'.length))
  const key = columnsOf(schema, model)?.find(({ isPrimary }) => isPrimary)
  if (key?.name !== 'id') return `table.string('${column}').nullable()`
  const type = key.type === 'number' ? 'integer' : 'uuid'
  return [
    `table.${type}('${column}').nullable().references('${tableOf(model)}.id').onDelete('SET NULL')`,
    `table.index(['${column}'])`,
  ]
}

const TYPES: Record<string, string> = {
  number: 'integer',
  boolean: 'boolean',
  DateTime: 'timestamp',
  string: 'string',
}

function formerColumn({ name, type }: Column) {
  return `table.${TYPES[type] ?? 'jsonb'}('${string.snakeCase(name)}').nullable()`
}

function listOf(columns: string[]) {
  return columns.map((column) => `'${column}'`).join(', ')
}

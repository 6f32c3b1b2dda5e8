import string from '@adonisjs/core/helpers/string'
import type { ExistingResource } from '#generators/resource/existing/read'
import type { Field } from '#generators/resource/field'
import { lines, type Line } from '#generators/resource/files/code'
import {
  columnLine,
  columnsOf,
  indexLines,
  linkTable,
  linkTableName,
  triggerLines,
  uniqueColumns,
  uniqueLines,
} from '#generators/resource/files/migration'
import { ownerAmong } from '#generators/resource/owner'
import { filesOf, linksOf, type Resource } from '#generators/resource/resource'

const LONGEST_NAME = 60

/** A migration that changes the table of a resource: its name, and its text. */
export interface FieldMigration {
  name: string
  text: string
}

/** Adds the columns of fields, and the tables of links. */
export function addingMigration(resource: ExistingResource, fields: Field[]): FieldMigration {
  return {
    name: `add_${columnNames(fields)}_to_${resource.names.table}`,
    text: migration(creation(resource, fields), removal(resource, fields)),
  }
}

/** Removes the columns of fields with their values. They come back empty. */
export function removingMigration(resource: ExistingResource, fields: Field[]): FieldMigration {
  const back = creation(resource, fields.map(asEmpty))
  return {
    name: `remove_${columnNames(fields)}_from_${resource.names.table}`,
    text: migration(removal(resource, fields), ['// The values do not come back.', back]),
  }
}

/** Renames the column of a field, with its indexes; undefined for a field without a column. */
export function renamingMigration(
  resource: ExistingResource,
  from: Field,
  to: Field
): FieldMigration | undefined {
  if (columnsOf({ fields: [from] }).length === 0) return undefined
  return {
    name: `rename_${from.column}_to_${to.column}_in_${resource.names.table}`,
    text: migration(renaming(resource, from, to), renaming(resource, to, from)),
  }
}

/** Many names would make a long name of a file. */
function columnNames(fields: Field[]) {
  const names = fields.map(({ given }) => string.snakeCase(given)).join('_and_')
  return names.length > LONGEST_NAME ? `${fields.length}_fields` : names
}

function migration(up: Line[], down: Line[]) {
  return lines(
    "import { BaseSchema } from '@adonisjs/lucid/schema'",
    '',
    'export default class extends BaseSchema {',
    'async up() {',
    up,
    '}',
    '',
    'async down() {',
    down,
    '}',
    '}'
  )
}

const alter = (table: string, body: string[]) =>
  body.length > 0 ? [`this.schema.alterTable('${table}', (table) => {`, ...body, '})'] : []

function creation(existing: ExistingResource, fields: Field[]): Line[] {
  const resource = { ...existing, fields }
  const known = indexLines({ ...existing, fields: [] })
  return [
    alter(existing.names.table, [
      ...columnsOf(resource).map((field) => columnLine(field, resource)),
      ...indexLines(resource).filter((line) => !known.includes(line)),
    ]),
    uniqueLines(resource),
    filesOf(resource).map((field) => triggerLines(field, resource)),
    linksOf(resource).map((link) => linkTable(link, resource)),
  ]
}

/** The files of the rows are released first, so that they are removed from the disk. */
function removal(existing: ExistingResource, fields: Field[]): Line[] {
  const resource = { ...existing, fields }
  const { table } = existing.names
  return [
    linksOf(resource).map((link) => `this.schema.dropTable('${linkTableName(link, resource)}')`),
    filesOf(resource).map(({ column, isOptional }) => [
      !isOptional && `this.schema.raw('ALTER TABLE ${table} ALTER COLUMN ${column} DROP NOT NULL')`,
      `this.schema.raw('UPDATE ${table} SET ${column} = NULL')`,
      `this.schema.raw('DROP TRIGGER ${table}_${column} ON ${table}')`,
    ]),
    alter(
      table,
      columnsOf(resource).map(({ column }) => `table.dropColumn('${column}')`)
    ),
  ]
}

/** A column that the rows have no value for. */
function asEmpty(field: Field): Field {
  if (field.defaultValue !== undefined || field.kind.word === 'boolean') return field
  const isReference = field.kind.word === 'belongsTo'
  const onDelete = field.onDelete ?? (isReference && !field.isOptional ? 'CASCADE' : undefined)
  return { ...field, isOptional: true, onDelete }
}

/** The trigger of a file names the column. */
function renaming(existing: ExistingResource, from: Field, to: Field): Line[] {
  const { table } = existing.names
  const [old, now] = [from, to].map((field) => indexesWith(existing, [from, to], field))
  const triggers = filesOf({ fields: [to] }).map((field) => [
    `this.schema.raw('DROP TRIGGER ${table}_${from.column} ON ${table}')`,
    triggerLines(field, existing),
  ])
  return [
    alter(table, [`table.renameColumn('${from.column}', '${to.column}')`]),
    old.map((name, index) => {
      return `this.schema.raw('ALTER INDEX IF EXISTS ${name} RENAME TO ${now[index]}')`
    }),
    triggers,
  ]
}

/** The indexes whose names have a field in one of its forms: the indexes of unique fields have the owner in theirs. */
function indexesWith(existing: ExistingResource, forms: Field[], field: Field) {
  const isForm = ({ name }: Field) => forms.some((form) => form.name === name)
  const fields = existing.fields.map((one) => (isForm(one) ? field : one))
  const resource = { ...existing, fields, owner: ownerAmong(fields, existing) }
  const others =
    resource.owner?.attribute === field.name ? fields.filter(({ isUnique }) => isUnique) : []
  return [
    ...indexNames(resource, field),
    ...others.flatMap((one) => indexNames(resource, { ...one, isIndexed: false })),
  ]
}

/** The names that Knex and `uniqueLines` give to the indexes of a field. */
function indexNames(resource: Resource, field: Field) {
  const { table } = resource.names
  const isReference = field.kind.word === 'belongsTo'
  const isOwner = resource.owner?.attribute === field.name
  const index = field.isIndexed || (isReference && !field.isUnique && !isOwner)
  const scope = resource.isSoftDeleted ? field.column : uniqueColumns(field, resource)
  const unique = `${table}_${scope.replaceAll("'", '').replaceAll(', ', '_')}_unique`
  const names = [
    isOwner && `${table}_${field.column}_id_index`,
    index && `${table}_${field.column}_index`,
    field.isUnique && unique,
  ]
  return names.filter((name) => name !== false)
}

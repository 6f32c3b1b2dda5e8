import string from '@adonisjs/core/helpers/string'
import { lines } from '#generators/resource/files/code'
import type { Field } from '#generators/resource/field'
import { filesOf, linksOf, type Resource } from '#generators/resource/resource'
import { resourceNames } from '#generators/resource/names'

/** The migration that creates the table of a resource. */
export function migrationFile(resource: Resource) {
  const { names, parent, owner, isSoftDeleted } = resource
  return lines(
    "import { BaseSchema } from '@adonisjs/lucid/schema'",
    '',
    'export default class extends BaseSchema {',
    'async up() {',
    `this.schema.createTable('${names.table}', (table) => {`,
    "table.increments('id').notNullable()",
    owner && !owner.isChosen && reference(owner.column, 'users', 'CASCADE'),
    parent && reference(`${parent.file}_id`, parent.table, 'CASCADE'),
    columnsOf(resource).map((field) => columnLine(field, resource)),
    isSoftDeleted && "table.timestamp('deleted_at').nullable()",
    "table.timestamp('created_at').notNullable()",
    "table.timestamp('updated_at').notNullable()",
    indexLines(resource),
    '})',
    uniqueLines(resource),
    filesOf(resource).map((field) => triggerLines(field, resource)),
    linksOf(resource).map((link) => linkTable(link, resource)),
    '}',
    '',
    'async down() {',
    linksOf(resource).map((link) => `this.schema.dropTable('${linkTableName(link, resource)}')`),
    `this.schema.dropTable('${names.table}')`,
    '}',
    '}'
  )
}

/** The fields that are columns of the table. */
export const columnsOf = ({ fields }: Pick<Resource, 'fields'>) =>
  fields.filter(({ kind }) => kind.refersTo !== 'many')

/** The name that Lucid gives to the table between two models: `project_tag`. */
export function linkTableName({ args: [model] }: Field, { names }: Resource) {
  return string.snakeCase([names.model, model].sort().join('_'))
}

/** The class of that table in `database/schema.ts`, without its suffix: `ProjectTag`. */
export const linkModel = (link: Field, resource: Resource) =>
  string.pascalCase(linkTableName(link, resource))

export function linkTable(link: Field, resource: Resource) {
  const { names } = resource
  const { file, table } = link.target!.names
  return lines(
    '',
    `this.schema.createTable('${linkTableName(link, resource)}', (table) => {`,
    reference(`${names.file}_id`, names.table, 'CASCADE'),
    reference(`${file}_id`, table, 'CASCADE'),
    `table.primary(['${names.file}_id', '${file}_id'])`,
    `table.index(['${file}_id'])`,
    '})'
  )
}

/** The trigger knows which files no record has. */
export function triggerLines({ column }: Field, { names: { table } }: Resource) {
  return [
    'this.schema.raw(`',
    `      CREATE TRIGGER ${table}_${column} AFTER INSERT OR DELETE OR UPDATE OF ${column} ON ${table}`,
    `      FOR EACH ROW EXECUTE FUNCTION claim_file('${column}')`,
    '    `)',
  ]
}

/** `table.string('name', 255).notNullable()` */
export function columnLine(field: Field, resource: Resource) {
  const isNeeded = !field.isOptional
  const value =
    field.kind.defaultOf && (field.defaultValue !== undefined || field.kind.word === 'boolean')
  const parts = [
    `table.${field.kind.column(field, resource)}`,
    isNeeded ? '.notNullable()' : '.nullable()',
    value && isNeeded ? `.defaultTo(${field.kind.defaultOf!(field)})` : '',
    value && !isNeeded && field.defaultValue !== undefined
      ? `.defaultTo(${field.kind.defaultOf!(field)})`
      : '',
    field.kind.word === 'belongsTo'
      ? `.references('${tableOf(field)}.id').onDelete('${onDeleteOf(field)}')`
      : '',
  ]
  return parts.join('')
}

function onDeleteOf({ onDelete, isOptional }: Field) {
  return onDelete ?? (isOptional ? 'SET NULL' : 'CASCADE')
}

const tableOf = ({ args: [model] }: Field) => resourceNames(model).table

function reference(column: string, table: string, rule: string) {
  return `table.integer('${column}').notNullable().references('${table}.id').onDelete('${rule}')`
}

/** Lists read the rows of one owner in the order of their ids; PostgreSQL makes no index for a reference. */
export function indexLines(resource: Resource) {
  const { parent, owner } = resource
  const fields = resource.fields.filter(
    ({ isIndexed, kind, isUnique, column }) =>
      isIndexed || (kind.word === 'belongsTo' && !isUnique && column !== owner?.column)
  )
  return [
    ...(owner ? [`table.index(['${owner.column}', 'id'])`] : []),
    ...(parent ? [`table.index(['${parent.file}_id', 'id'])`] : []),
    ...fields.map(({ column }) => `table.index(['${column}'])`),
    ...(resource.isSoftDeleted
      ? []
      : uniqueFields(resource).map((field) => `table.unique([${uniqueColumns(field, resource)}])`)),
  ]
}

const uniqueFields = (resource: Resource) => resource.fields.filter(({ isUnique }) => isUnique)

/** A value is unique among the records of one owner, or of one parent: others must not learn that it exists. */
export function uniqueColumns({ column }: Field, { parent, owner }: Resource) {
  const scope = owner ? owner.column : parent && `${parent.file}_id`
  return [scope, column]
    .filter(Boolean)
    .map((name) => `'${name}'`)
    .join(', ')
}

/** A deleted record does not keep its value. */
export function uniqueLines(resource: Resource) {
  if (!resource.isSoftDeleted) return []
  return uniqueFields(resource).map((field) => {
    const columns = uniqueColumns(field, resource).replaceAll("'", '')
    const name = `${resource.names.table}_${field.column}_unique`
    return `this.schema.raw('CREATE UNIQUE INDEX ${name} ON ${resource.names.table} (${columns}) WHERE deleted_at IS NULL')`
  })
}

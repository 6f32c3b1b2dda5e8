import string from '@adonisjs/core/helpers/string'
import { Imports, lines } from '#generators/resource/files/code'
import type { Field } from '#generators/resource/field'
import { typeName, valuesName } from '#generators/resource/kinds/choices'
import { filtersOf, referencesOf, type Resource } from '#generators/resource/resource'
import { resourceNames } from '#generators/resource/names'

export function modelFile(resource: Resource) {
  const { names, isSoftDeleted } = resource
  const schema = `${names.model}Schema`
  const imports = new Imports()
    .add('#database/schema', { named: [schema] })
    .add('#lists/main', { named: ['listing'] })
  if (isSoftDeleted) {
    imports
      .add('@adonisjs/core/helpers', { named: ['compose'] })
      .add('#soft_deletes/main', { named: ['SoftDeletes'] })
  }
  const body = [
    ...resource.fields.map((field) => declaration(field, resource, imports)),
    ...relations(resource).map((relation) => relationLines(relation, resource, imports)),
    listLines(resource, imports),
  ].filter(Boolean)

  return lines(
    imports.toString(),
    '',
    enumLines(resource),
    `export default class ${names.model} extends ${isSoftDeleted ? `compose(${schema}, SoftDeletes)` : schema} {`,
    body.join('\n\n'),
    '}'
  )
}

function enumLines(resource: Resource) {
  return resource.fields
    .filter(({ kind }) => kind.word === 'enum')
    .flatMap((field) => [
      `export const ${valuesName(field, resource)} = [${field.args.map((value) => `'${value}'`).join(', ')}] as const`,
      `export type ${typeName(field, resource)} = (typeof ${valuesName(field, resource)})[number]`,
      '',
    ])
}

function declaration(field: Field, resource: Resource, imports: Imports) {
  const declared = field.kind.declares?.(field, resource)
  if (!declared) return ''
  if (declared.column) imports.add('@adonisjs/lucid/orm', { named: ['column'] })
  if (field.kind.isFile) imports.add('#files/main', { named: ['StoredFile'], isType: true })
  if (field.kind.word === 'json') {
    imports.add('@adonisjs/core/types/transformers', { named: ['JSONDataTypes'], isType: true })
  }
  return lines(
    declared.column && `@column(${declared.column})`,
    `declare ${field.name}: ${declared.type}`
  )
}

interface Relation {
  name: string
  decorator: 'belongsTo' | 'manyToMany'
  model: string
  options?: string
  isOptional?: boolean
}

function relations({ owner, parent, ...resource }: Resource): Relation[] {
  const known: Relation[] = []
  if (owner && !owner.isChosen) {
    known.push({ name: owner.name, decorator: 'belongsTo', model: 'User' })
  }
  if (parent) known.push({ name: parent.one, decorator: 'belongsTo', model: parent.model })
  const references = referencesOf(resource as Resource).map((field): Relation => {
    const { given, name, kind } = field
    const [model] = field.args
    if (kind.refersTo === 'many') return { name: given, decorator: 'manyToMany', model }
    const isPlain = string.camelCase(model) === given
    return {
      ...{ name: given, decorator: 'belongsTo' as const, model },
      options: isPlain ? undefined : `{ foreignKey: '${name}' }`,
    }
  })
  return [...known, ...references]
}

function relationLines(
  { name, decorator, model, options }: Relation,
  { names }: Resource,
  imports: Imports
) {
  const type = decorator.charAt(0).toUpperCase() + decorator.slice(1)
  imports
    .add('@adonisjs/lucid/orm', { named: [decorator] })
    .add('@adonisjs/lucid/types/relations', { named: [type], isType: true })
  if (model !== names.model) {
    imports.add(`#models/${resourceNames(model).file}`, { byDefault: model })
  }
  return lines(
    `@${decorator}(() => ${model}${options ? `, ${options}` : ''})`,
    `declare ${name}: ${type}<typeof ${model}>`
  )
}

function listLines(resource: Resource, imports: Imports) {
  const { names } = resource
  const columns = resource.fields
  const searched = columns.filter(({ kind }) => kind.list.isSearched).map(({ name }) => `'${name}'`)
  const sorted = columns.filter(({ kind }) => kind.list.isSorted).map(({ name }) => `'${name}'`)
  const references = referencesOf(resource).map(({ given }) => given)
  return lines(
    `static list = listing(() => ${names.model}, {`,
    searched.length > 0 && `search: [${searched.join(', ')}],`,
    `sorts: ['createdAt'${sorted.map((name) => `, ${name}`).join('')}],`,
    "sort: '-createdAt',",
    references.length > 0 &&
      `with: (query) => query${references.map((one) => `.preload('${one}')`).join('')},`,
    filterLines(resource, imports),
    '})'
  )
}

function filterLines(resource: Resource, imports: Imports) {
  const { owner, parent, isSoftDeleted } = resource
  if (owner) imports.add('#models/user', { byDefault: 'User' })
  const filters = [
    owner &&
      `${owner.name}: (query, ${owner.name}: User) => query.where('${owner.attribute}', ${owner.name}.id),`,
    isSoftDeleted && 'isDeleted: (query, isDeleted: boolean) => isDeleted && query.onlyTrashed(),',
    parent &&
      `${parent.one}: (query, ${parent.one}: ${parent.model}) => query.where('${parent.one}Id', ${parent.one}.id),`,
    ...filtersOf(resource).flatMap((field) => filterLinesOf(field, resource)),
  ].filter(Boolean) as string[]
  return filters.length > 0 && ['filters: {', ...filters, '},']
}

const FILTER_TYPES: Record<string, string> = { belongsTo: 'number', boolean: 'boolean' }

function filterLinesOf(field: Field, resource: Resource) {
  const { name, kind } = field
  if (kind.word === 'date') {
    return [
      `${name}From: (query, day: string) => query.where('${name}', '>=', day),`,
      `${name}To: (query, day: string) => query.where('${name}', '<=', day),`,
    ]
  }
  const type = kind.word === 'enum' ? typeName(field, resource) : FILTER_TYPES[kind.word]
  return [`${name}: (query, ${name}: ${type}) => query.where('${name}', ${name}),`]
}

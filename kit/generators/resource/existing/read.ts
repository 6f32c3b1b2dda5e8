import string from '@adonisjs/core/helpers/string'
import { SyntaxKind } from 'ts-morph'
import { ChangeRefused, type ChangeSet } from '#generators/changes'
import {
  literal,
  readTable,
  type Table,
  type TableColumn,
} from '#generators/resource/existing/columns'
import { parseFields, type Field } from '#generators/resource/field'
import { resourceNames, type ResourceNames } from '#generators/resource/names'
import { chosenOwner, type Owner } from '#generators/resource/owner'
import type { Product } from '#generators/resource/product'
import type { Resource } from '#generators/resource/resource'
import { classOf, objectOf, parseCode } from '#generators/syntax/code'
import { moneyFields } from '#generators/syntax/form_inputs'
import { withUsualNames } from '#generators/syntax/import_names'

/** A resource that exists, as its table and its code show it. */
export interface ExistingResource extends Resource {
  table: Table
  /** The attributes and relations that the class of the model declares. */
  members: string[]
}

const OWN_COLUMNS = ['id', 'created_at', 'updated_at', 'deleted_at']

/**
 * Reads a resource from its migrations, its validator and its form. A column that `make:resource` would not have
 * written is no field of it, and stays as it is.
 * @throws ChangeRefused if there is no such resource
 */
export async function readResource(
  changes: ChangeSet,
  name: string,
  product: Product
): Promise<ExistingResource> {
  const given = name.split('/').map(resourceNames)
  const names = given.at(-1)!
  const table = await readTable(changes, names.table)
  if (!table || !(await changes.exists(`app/models/${names.file}.ts`))) {
    throw new ChangeRefused(`There is no resource ${names.model}. ${suggestion(names, product)}`)
  }
  const parent = parentOf(table, names, product)
  if (given.length > 1 && given[0].model !== parent?.model) {
    const right = parent ? `${parent.model}/${names.model}` : names.model
    throw new ChangeRefused(`${names.model} is not nested in ${given[0].model}. Write ${right}`)
  }
  const hints = await readHints(changes, names)
  const owner = ownerIn(table, hints)
  const skipped = [
    ...OWN_COLUMNS,
    owner && !owner.isChosen && owner.column,
    parent && `${parent.file}_id`,
  ]
  const columns = table.columns
    .filter((column) => !skipped.includes(column.name))
    .flatMap((column) => fieldOf(column, table, hints, product) ?? [])
  const fields = withLinks(columns, hints, product)
  const model = classOf(parseCode((await changes.read(`app/models/${names.file}.ts`)) ?? ''))
  const hasApi = await changes.exists(`app/controllers/api/${names.table}_controller.ts`)
  return {
    ...{ names, parent, fields, hasApi, collections: [], owner, table },
    members: model?.getProperties().map((one) => one.getName()) ?? [],
    isSoftDeleted: table.columns.some((column) => column.name === 'deleted_at'),
  }
}

function suggestion({ model }: ResourceNames, { models }: Product) {
  const known = [...models.keys()].filter((one) => one !== 'User')
  const closest = known.find((one) => one.toLowerCase().startsWith(model.slice(0, 3).toLowerCase()))
  return closest
    ? `Did you mean ${closest}?`
    : `Make it: node ace make:resource ${model} name:string`
}

/** The records of an owner, or of a parent, have an index with their ids. */
const scopesOf = (table: Table) =>
  table.indexes.filter(([first, second]) => second === 'id' && first.endsWith('_id'))

function ownerIn(table: Table, { rules }: Hints): Owner | undefined {
  const scope = scopesOf(table).find(([column]) => refersToUser(table, column))
  if (!scope) return undefined
  const [column] = scope
  const name = string.camelCase(column)
  const owner = chosenOwner({ given: name.replace(/Id$/, ''), name, column })
  return { ...owner, isChosen: rules.has(name) }
}

function refersToUser(table: Table, column: string) {
  const chain = table.columns.find(({ name }) => name === column)?.chain
  return literal(chain?.find(({ name }) => name === 'references')?.args[0]) === 'users.id'
}

/** A nested resource has an index of its parent and its own id. */
function parentOf(table: Table, names: ResourceNames, { models }: Product) {
  const scope = scopesOf(table).find(([column]) => !refersToUser(table, column))
  if (!scope) return undefined
  const model = string.pascalCase(scope[0].slice(0, -'_id'.length))
  return models.has(model) && model !== names.model ? resourceNames(model) : undefined
}

/** Two types can have the same column: an e-mail address and a text, an amount and a number. */
interface Hints {
  rules: Map<string, string>
  currencies: Map<string, string>
}

async function readHints(changes: ChangeSet, names: ResourceNames): Promise<Hints> {
  const file = `app/validators/${names.file}.ts`
  const validator = parseCode(withUsualNames(file, (await changes.read(file)) ?? ''))
  const rules = objectOf(validator, `save${names.model}Validator`)?.getProperties() ?? []
  const path = `inertia/components/${names.file}_fields.vue`
  const form = await changes.read(path)
  if (form === null) {
    throw new ChangeRefused(
      `There is no ${path}, the form that make:resource writes for ${names.model}`
    )
  }
  return {
    rules: new Map(
      rules.flatMap((rule) => {
        const property = rule.asKind(SyntaxKind.PropertyAssignment)
        return property ? [[property.getName(), property.getInitializerOrThrow().getText()]] : []
      })
    ),
    currencies: moneyFields(withUsualNames(path, form)),
  }
}

/** A link has no column: the validator says which models are linked, and its place among the other fields. */
function withLinks(columns: Field[], { rules }: Hints, { models }: Product) {
  return [...rules.keys()].reduce((fields, attribute, index, attributes) => {
    const model = /^chosenListFrom\(\(\) => (\w+)\)/.exec(rules.get(attribute)!)?.[1]
    const given = string.plural(attribute.replace(/Ids$/, ''))
    const link = model && models.has(model) ? parsed(`${given}:manyToMany(${model})`) : undefined
    const before = fields.findIndex(({ name }) => name === attributes[index - 1])
    return link ? fields.toSpliced(before + 1, 0, link) : fields
  }, columns)
}

function fieldOf(column: TableColumn, table: Table, hints: Hints, product: Product) {
  const [{ name: method, args }] = column.chain
  const link = (name: string) => column.chain.find((one) => one.name === name)
  const attribute = string.camelCase(column.name)
  const references = literal(link('references')?.args[0])
  const type = references
    ? referenceType(references, product)
    : typeOf(method, args.slice(1).map(literal), attribute, hints)
  if (!type) return undefined

  const given = references ? attribute.replace(/Id$/, '') : attribute
  const isOptional = !link('notNullable')
  const isUnique = table.uniques.some((columns) => columns.at(-1) === column.name)
  const isIndexed = !references && table.indexes.some((columns) => columns.join() === column.name)
  const rule = onDelete(literal(link('onDelete')?.args[0]), isOptional)
  const value = defaultOf(link('defaultTo') && literal(link('defaultTo')!.args[0]), type)
  const source = [
    `${given}:${type}${isOptional ? '?' : ''}`,
    isUnique && 'unique',
    isIndexed && 'index',
    references && rule && `onDelete(${rule})`,
    value !== undefined && `default(${value})`,
  ]
  return parsed(source.filter(Boolean).join(':'))
}

/** A column that the notation cannot say is no field of the generator. */
function parsed(source: string): Field | undefined {
  try {
    return parseFields([source])[0]
  } catch (error) {
    if (error instanceof ChangeRefused) return undefined
    throw error
  }
}

function referenceType(references: string, { models }: Product) {
  const table = references.split('.')[0]
  const model = [...models.keys()].find((one) => resourceTable(one) === table)
  return model && `belongsTo(${model})`
}

const resourceTable = (model: string) => string.snakeCase(string.plural(model))

function typeOf(method: string, args: string[], attribute: string, { rules, currencies }: Hints) {
  const rule = rules.get(attribute) ?? ''
  if (method === 'string') {
    if (rule.includes('.email(')) return 'email'
    if (rule.includes('.url(')) return 'url'
    return args[0] ? `string(${args[0]})` : 'string'
  }
  if (method === 'decimal') {
    const currency = currencies.get(attribute)
    return currency ? `money(${currency})` : `decimal(${args.join(',')})`
  }
  if (method === 'enum') return `enum(${enumValues(args[0])})`
  if (method === 'jsonb' && rule.includes('recordFile(')) {
    const extensions = /extensions: \[([^\]]*)\]/.exec(rule)?.[1] ?? ''
    return `file(${extensions.replace(/['\s]/g, '').replace(/,$/, '')})`
  }
  return PLAIN[method]
}

const PLAIN: Record<string, string> = {
  text: 'text',
  uuid: 'uuid',
  integer: 'integer',
  bigInteger: 'bigint',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'datetime',
  time: 'time',
  jsonb: 'json',
  specificType: 'text[]',
}

function enumValues(code: string) {
  const array = parseCode(`const values = ${code}`).getFirstDescendantByKind(
    SyntaxKind.ArrayLiteralExpression
  )
  return array?.getElements().map(literal).join(',') ?? ''
}

/** A boolean is no unless a default is given, so this default says nothing. */
function defaultOf(value: string | undefined, type: string) {
  if (value === undefined || (type === 'boolean' && value === 'false')) return undefined
  return /[,:()]/.test(value) ? JSON.stringify(value) : value
}

function onDelete(rule: string, isOptional: boolean) {
  const usual = isOptional ? 'SET NULL' : 'CASCADE'
  if (!rule || rule === usual) return undefined
  return { 'CASCADE': 'cascade', 'RESTRICT': 'restrict', 'SET NULL': 'setNull' }[rule]
}

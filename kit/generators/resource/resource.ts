import string from '@adonisjs/core/helpers/string'
import { ChangeRefused } from '#generators/changes'
import { splitCollections, type Collection } from '#generators/resource/collections'
import { checkConstraintNames } from '#generators/resource/constraint_names'
import { parseFields, RELATION_WORDS, type Field } from '#generators/resource/field'
import { ownerOf, type Owner } from '#generators/resource/owner'
import { checkUniqueValues } from '#generators/resource/unique_values'
import { iconNamed } from '#generators/resource/nouns'
import { resourceNames, type ResourceNames } from '#generators/resource/names'

/** A resource as it was ordered on the command line. */
export interface Resource {
  names: ResourceNames
  /** `Project` of `Project/Task`. */
  parent?: ResourceNames
  /** Whether the parent can be deleted and still be in its table; known once the product is read. */
  isParentSoftDeleted?: boolean
  /** The pages above those of a nested resource; known once the product is read. */
  above?: PagesAbove
  /** All fields, in the order in which they were typed. */
  fields: Field[]
  /** The records of other models that a record has. */
  collections: Collection[]
  /** The member to whom a record belongs; only they see it. */
  owner?: Owner
  isSoftDeleted: boolean
  /** Programs can read and change the records. */
  hasApi: boolean
  /** The icon in the menu, if somebody has chosen one: `truck`. */
  icon?: string
}

export interface PagesAbove {
  /** The name of the parent's routes, if a page shows one of its records: `projects`. */
  route?: string
  /** Whether the parent's list can be linked to: it has a title, and needs no record of its own. */
  hasList: boolean
  /** The attribute that names one of the parent's records. */
  label: string
  /** The first part of the names of the pages that the menu leads to. */
  area: string
}

export interface ResourceOrder {
  name: string
  fields: string[]
  ownedBy?: string
  softDelete?: boolean
  api?: boolean
  icon?: string
}

/** @throws ChangeRefused with what to write instead */
export function resourceOf(order: ResourceOrder): Resource {
  const { names: own, parent } = readName(order.name)
  const { collections, columns } = splitCollections(order.fields)
  const fields = parseFields(columns)
  const owner = ownerOf(order, fields)
  checkRelations({ owner, softDelete: order.softDelete }, { fields, collections }, own, parent)
  if (fields.length === 0) {
    throw new ChangeRefused(
      'Give at least one field of its own, such as name:string. node ace make:resource --help lists the types'
    )
  }
  const resource = {
    names: own,
    parent,
    ...{ fields, collections },
    owner,
    isSoftDeleted: order.softDelete === true,
    hasApi: order.api === true,
    icon: iconOfOrder(order),
  }
  checkConstraintNames(resource)
  checkUniqueValues(fields)
  return resource
}

function iconOfOrder({ icon, name }: ResourceOrder) {
  if (icon === undefined) return undefined
  if (name.includes('/')) {
    throw new ChangeRefused(`"${name}" is nested, so the menu does not show it. Leave --icon away`)
  }
  return iconNamed(icon)
}

/** @throws ChangeRefused for a name that cannot be used, with a suggestion */
export function readName(name: string): Pick<Resource, 'names' | 'parent'> {
  const parts = name.split('/')
  if (parts.length > 2) {
    throw new ChangeRefused(
      `"${name}" is too deep. Nest at most one resource in another, such as Project/Task`
    )
  }
  if (parts.length === 1) return { names: resourceNames(parts[0]) }
  return { names: resourceNames(parts[1]), parent: resourceNames(parts[0]) }
}

/** The options of an order. */
type Owned = Pick<Resource, 'owner'> & Pick<ResourceOrder, 'softDelete'>

/** @throws ChangeRefused for a field or a collection with the name of another relation */
export function checkRelations(
  { owner, softDelete }: Owned,
  { fields, collections }: Pick<Resource, 'fields' | 'collections'>,
  own: ResourceNames,
  parent?: ResourceNames
) {
  const taken = [owner && !owner.isChosen && owner.name, parent?.one, own.one, own.many].filter(
    Boolean
  )
  const attributes = fields.flatMap(({ given, name }) => [given, name])
  for (const { name, names } of collections) {
    if (taken.includes(name) || attributes.includes(name)) {
      throw new ChangeRefused(
        `"${name}" is the name of two things. Give one of them another name, such as ${other(name, [...taken, ...attributes])}`
      )
    }
    if (names.model === own.model || names.model === parent?.model) {
      throw new ChangeRefused(
        `"${name}": a record cannot have many of its own kind or its parent's`
      )
    }
  }
  const links = linksOf({ fields }).map(({ args: [model] }) => model)
  checkFilters({ owner, softDelete }, fields, parent)
  for (const { given, name, kind, args, isOptional } of fields) {
    checkModelOf({ given, kind, args, isOptional }, own, links)
    if (taken.includes(given) || taken.some((one) => `${one}Id` === name)) {
      throw new ChangeRefused(
        `The field "${given}" would have the name of a relation or of the record. Give it another name, such as ${other(given, [...taken, ...attributes])}`
      )
    }
  }
}

/** A name that nothing else has. */
export function other(name: string, taken: unknown[]) {
  const names = ['other', 'own', 'further'].map((word) => string.camelCase(`${word}_${name}`))
  return names.find((one) => !taken.includes(one)) ?? 'another name'
}

/** The values in the address of a list besides its filters. */
const LIST_VALUES = ['search', 'sort', 'page', 'after', 'before', 'query']

/** @throws ChangeRefused if two filters of the list would have one name */
function checkFilters({ owner, softDelete }: Owned, fields: Field[], parent?: ResourceNames) {
  if (parent && [...LIST_VALUES, ...RELATION_WORDS].includes(parent.one)) {
    throw new ChangeRefused(
      `Nothing can be nested in ${parent.model}, because its relation "${parent.one}" would have the name of something else. Give it another name, such as Team${parent.model}`
    )
  }
  const others = [owner?.name, softDelete && 'isDeleted', parent?.one]
  const names = [...others, ...filtersOf({ fields, owner }).flatMap(filterNames)].filter(Boolean)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice)
    throw new ChangeRefused(
      `The list would have two filters "${twice}". Rename a field, such as to ${other(twice, names)}`
    )
}

function filterNames({ name, kind }: Field) {
  return kind.word === 'date' ? [`${name}From`, `${name}To`] : [name]
}

/** The table between two models has a row for each pair of records, so it serves one link. */
function checkModelOf(
  { given, kind, args: [model], isOptional }: Pick<Field, 'given' | 'kind' | 'args' | 'isOptional'>,
  own: ResourceNames,
  links: string[]
) {
  if (kind.refersTo === 'many' && links.filter((one) => one === model).length > 1) {
    throw new ChangeRefused(
      `"${given}": two links to ${model} would have one table. Leave one of them away, or let the second lead to another model`
    )
  }
  if (kind.refersTo === 'many' && isOptional) {
    throw new ChangeRefused(
      `"${given}": a record may always be linked to none. Write ${given}:manyToMany(${model})`
    )
  }
  if (!kind.refersTo || model !== own.model) return
  if (kind.refersTo === 'many') {
    throw new ChangeRefused(
      `"${given}": a record cannot be linked to many of its own kind. Write ${given}:belongsTo(${model})? for one of them`
    )
  }
  if (!isOptional) {
    throw new ChangeRefused(
      `"${given}": the first ${own.noun} could refer to no other one. Write ${given}:belongsTo(${model})?`
    )
  }
}

/** The fields that name records of other models. */
export const referencesOf = ({ fields }: Resource) =>
  fields.filter(({ kind }) => kind.refersTo !== undefined)

/** The fields by which the list is filtered. All records in the list of a member have the same owner. */
export const filtersOf = ({ fields, owner }: Pick<Resource, 'fields' | 'owner'>) =>
  fields.filter(({ kind, name }) => kind.list.isFilter && name !== owner?.attribute)

/** The references by which the list is filtered. */
export const filteredReferences = (resource: Resource) =>
  filtersOf(resource).filter(({ kind }) => kind.refersTo === 'one')

/** The fields whose value is a file. */
export const filesOf = ({ fields }: Pick<Resource, 'fields'>) =>
  fields.filter(({ kind }) => kind.isFile)

/** Whether a new record needs a file, which a form sends only if it is new. */
export const needsFile = (resource: Resource) =>
  filesOf(resource).some(({ isOptional }) => !isOptional)

/** The references with a column of the record's table. */
export const belongingsOf = ({ fields }: Resource) =>
  fields.filter(({ kind }) => kind.refersTo === 'one')

/** The references with a table of their own. */
export const linksOf = ({ fields }: Pick<Resource, 'fields'>) =>
  fields.filter(({ kind }) => kind.refersTo === 'many')

/** The field that names a record in texts and links: the first line of text. */
export function titleOf(resource: Resource) {
  const columns = resource.fields.filter(({ isOptional }) => !isOptional)
  return (
    columns.find(({ kind }) => kind.word === 'string') ??
    columns.find(({ kind }) => kind.word === 'email')
  )
}

/** The text whose first line names a record, if it has no title. */
export function excerptOf(resource: Resource) {
  if (titleOf(resource)) return undefined
  return resource.fields.find(({ isOptional, kind }) => !isOptional && kind.word === 'text')
}

import { ChangeRefused } from '#generators/changes'
import { splitCollections, type Collection } from '#generators/resource/collections'
import { parseFields, type Field } from '#generators/resource/field'
import { resourceNames, type ResourceNames } from '#generators/resource/names'

/** A resource as it was ordered on the command line. */
export interface Resource {
  names: ResourceNames
  /** `Project` of `Project/Task`. */
  parent?: ResourceNames
  /** Whether the parent can be deleted and still be in its table; known once the product is read. */
  isParentSoftDeleted?: boolean
  /** All fields, in the order in which they were typed. */
  fields: Field[]
  /** The records of other models that a record has. */
  collections: Collection[]
  /** Belongs to the member who made it, and only they see it. */
  isOwned: boolean
  isSoftDeleted: boolean
  /** Programs can read and change the records. */
  hasApi: boolean
}

export interface ResourceOrder {
  name: string
  fields: string[]
  ownedBy?: string
  softDelete?: boolean
  api?: boolean
}

/** @throws ChangeRefused with what to write instead */
export function resourceOf(order: ResourceOrder): Resource {
  const parts = order.name.split('/')
  if (parts.length > 2) {
    throw new ChangeRefused(
      `"${order.name}" is too deep. Nest at most one resource in another, such as Project/Task`
    )
  }
  const [parent, own] =
    parts.length === 2 ? parts.map(resourceNames) : [undefined, resourceNames(parts[0])]
  const { collections, columns } = splitCollections(order.fields)
  const fields = parseFields(columns)
  checkOwner(order)
  checkRelations(order, { fields, collections }, own!, parent)
  if (fields.length === 0) {
    throw new ChangeRefused(
      'Give at least one field, such as name:string. node ace make:resource --help lists the types'
    )
  }
  return {
    names: own!,
    parent,
    ...{ fields, collections },
    isOwned: order.ownedBy !== undefined,
    isSoftDeleted: order.softDelete === true,
    hasApi: order.api === true,
  }
}

function checkOwner({ ownedBy, name }: ResourceOrder) {
  if (ownedBy !== undefined && ownedBy.toLowerCase() !== 'user') {
    throw new ChangeRefused(
      `A resource is owned by a user: write --owned-by=user, or nest it in another one, such as ${ownedBy}/${name}`
    )
  }
  if (ownedBy !== undefined && name.includes('/')) {
    throw new ChangeRefused(`"${name}" belongs to the owner of its parent. Leave --owned-by away`)
  }
}

function checkRelations(
  { ownedBy }: ResourceOrder,
  { fields, collections }: Pick<Resource, 'fields' | 'collections'>,
  own: ResourceNames,
  parent?: ResourceNames
) {
  const taken = [ownedBy && 'user', parent?.one, own.one, own.many].filter(Boolean)
  const attributes = fields.flatMap(({ given, name }) => [given, name])
  for (const { name, names } of collections) {
    if (taken.includes(name) || attributes.includes(name)) {
      throw new ChangeRefused(`"${name}" is the name of two things. Give one of them another name`)
    }
    if (names.model === own.model || names.model === parent?.model) {
      throw new ChangeRefused(
        `"${name}": a record cannot have many of its own kind or its parent's`
      )
    }
  }
  for (const { given, name } of fields) {
    if (taken.includes(given) || taken.some((one) => `${one}Id` === name)) {
      throw new ChangeRefused(
        `The field "${given}" would have the name of a relation or of the record. Give it another name`
      )
    }
  }
}

/** The fields that name records of other models. */
export const referencesOf = ({ fields }: Resource) =>
  fields.filter(({ kind }) => kind.refersTo !== undefined)

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
export const linksOf = ({ fields }: Resource) =>
  fields.filter(({ kind }) => kind.refersTo === 'many')

/** The field that names a record in texts and links: the first line of text. */
export function titleOf(resource: Resource) {
  const columns = resource.fields.filter(({ isOptional }) => !isOptional)
  return (
    columns.find(({ kind }) => kind.word === 'string') ??
    columns.find(({ kind }) => kind.word === 'email')
  )
}

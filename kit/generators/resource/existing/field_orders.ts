import { ChangeRefused } from '#generators/changes'
import { splitCollections } from '#generators/resource/collections'
import { checkConstraintNames } from '#generators/resource/constraint_names'
import type { ExistingResource } from '#generators/resource/existing/read'
import { article } from '#generators/resource/files/policy'
import { parseFields, withName, type Field } from '#generators/resource/field'
import { checkRelations, other } from '#generators/resource/resource'
import { checkUniqueValues } from '#generators/resource/unique_values'

/**
 * The fields that a resource gets, as they are typed for `make:resource`.
 * @throws ChangeRefused for a name that is taken, or a field that cannot be added
 */
export function addedFields(resource: ExistingResource, sources: string[]): Field[] {
  const { names } = resource
  const [collection] = splitCollections(sources).collections
  if (collection) {
    const { model } = collection.names
    throw new ChangeRefused(
      `"${collection.name}": records of another model are made, or refer to this one, by a command of their own: node ace make:resource ${names.model}/${model} name:string, or node ace resource:add-field ${model} ${names.one}:belongsTo(${names.model})`
    )
  }
  const added = parseFields(sources)
  checkUniqueValues(added)
  for (const field of added) checkNew(resource, field)
  return added
}

/** @throws ChangeRefused for a name that no field has, and if no field would be left */
export function removedFields(resource: ExistingResource, names: string[]): Field[] {
  const removed = names.map((name) => fieldNamed(resource, name))
  const owner = removed.find(({ name }) => name === resource.owner?.attribute)
  if (owner) {
    throw new ChangeRefused(
      `"${owner.given}" is the owner of ${article(resource.names.noun)}, so it stays. Rename it: node ace resource:rename-field ${resource.names.model} ${owner.given} manager`
    )
  }
  if (removed.length < resource.fields.length) return removed
  const { model } = resource.names
  throw new ChangeRefused(
    `${model} would have no field left. Remove it whole: node ace resource:destroy ${model}`
  )
}

/** @throws ChangeRefused for a name that no field has, and for a new one that is taken */
export function renamedField(resource: ExistingResource, from: string, to: string) {
  const old = fieldNamed(resource, from)
  const renamed = withName(old, to)
  checkNew(resource, renamed)
  return { old, renamed }
}

function fieldNamed({ fields, names }: ExistingResource, name: string) {
  const found = fields.find((field) => [field.name, field.given, field.column].includes(name))
  if (found) return found
  const known = fields.map(({ given }) => given).join(', ')
  throw new ChangeRefused(`${names.model} has no field "${name}". Its fields are ${known}`)
}

function checkNew(resource: ExistingResource, field: Field) {
  const { names, parent, table, members, owner, isSoftDeleted, fields } = resource
  const isColumn = table.columns.some(({ name }) => name === field.column)
  if (isColumn || members.includes(field.name) || members.includes(field.given)) {
    throw new ChangeRefused(
      `${names.model} has "${field.given}" already. Give the field another name, such as ${other(field.given, members)}`
    )
  }
  checkConstraintNames({ ...resource, fields: [...fields, field] })
  checkRelations(
    { owner, softDelete: isSoftDeleted },
    { fields: [...fields, field], collections: [] },
    names,
    parent
  )
}

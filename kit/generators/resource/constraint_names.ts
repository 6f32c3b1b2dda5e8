import { ChangeRefused } from '#generators/changes'
import type { Field } from '#generators/resource/field'
import type { Resource } from '#generators/resource/resource'

/** PostgreSQL cuts longer names: https://www.postgresql.org/docs/18/sql-syntax-lexical.html */
const LONGEST_NAME = 63

type Columns = Pick<Resource, 'names' | 'parent' | 'owner' | 'isSoftDeleted' | 'fields'>

/**
 * Indexes, constraints and triggers are named after table and column.
 * @throws ChangeRefused if two of them would have one name, because both are too long
 */
export function checkConstraintNames(resource: Columns) {
  const { parent, fields } = resource
  const owners = new Map<string, string>()
  const all: [string, string[]][] = [
    ...(parent ? [[parent.one, parentNames(resource)] as [string, string[]]] : []),
    ...fields.map((field) => [field.given, namesOf(field, resource)] as [string, string[]]),
  ]
  for (const [given, names] of all) {
    for (const name of names.map(cut)) {
      const other = owners.get(name)
      if (other !== undefined) throw tooLong(given, other)
      owners.set(name, given)
    }
  }
}

/** A name stands behind its kind, because only names of one kind exclude each other. */
const cut = (name: string) => {
  const [kind, text] = name.split(' ')
  return `${kind} ${text.slice(0, LONGEST_NAME)}`
}

function parentNames({ names: { table }, parent }: Columns) {
  const column = `${table}_${parent!.file}_id`
  return [`constraint ${column}_foreign`, `index ${column}_id_index`]
}

function namesOf(field: Field, { names: { table }, parent, owner, isSoftDeleted }: Columns) {
  const { column, kind, isIndexed, isUnique } = field
  if (kind.refersTo === 'many') return []
  const name = `${table}_${column}`
  const isReference = kind.refersTo === 'one'
  const scope = owner ? `${owner.column}_` : parent ? `${parent.file}_id_` : ''
  const unique = `${table}_${isSoftDeleted ? '' : scope}${column}_unique`
  return [
    ...(isReference ? [`constraint ${name}_foreign`] : []),
    ...(isIndexed || (isReference && !isUnique) ? [`index ${name}_index`] : []),
    ...(isUnique ? [`index ${unique}`] : []),
    ...(isUnique && !isSoftDeleted ? [`constraint ${unique}`] : []),
    ...(kind.isFile ? [`trigger ${name}`] : []),
  ]
}

function tooLong(given: string, other: string) {
  const [subject, advice] =
    given === other
      ? [`The name "${given}" is`, 'it']
      : [`The names "${other}" and "${given}" are`, 'one of them']
  return new ChangeRefused(
    `${subject} too long: PostgreSQL keeps ${LONGEST_NAME} characters of table and column, so two indexes or constraints would have one name. Give ${advice} a shorter name`
  )
}

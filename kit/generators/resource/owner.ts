import string from '@adonisjs/core/helpers/string'
import { ChangeRefused } from '#generators/changes'
import type { Field } from '#generators/resource/field'
import type { Resource, ResourceOrder } from '#generators/resource/resource'

/** The member to whom each record belongs. */
export interface Owner {
  /** `lead`: the relation. */
  name: string
  /** `leadId` */
  attribute: string
  /** `lead_id` */
  column: string
  /** Whether the form chooses the owner. Otherwise, it is the member who makes the record. */
  isChosen: boolean
}

const MAKER: Owner = { name: 'user', attribute: 'userId', column: 'user_id', isChosen: false }

/** @throws ChangeRefused if the flag names no owner, with the names that would do */
export function ownerOf({ ownedBy, name }: ResourceOrder, fields: Field[]): Owner | undefined {
  if (ownedBy === undefined) return undefined
  if (ownedBy.trim() === '') {
    throw new ChangeRefused('--owned-by names no owner. Write --owned-by=user, or leave it away')
  }
  if (name.includes('/')) {
    throw new ChangeRefused(`"${name}" belongs to the owner of its parent. Leave --owned-by away`)
  }
  const field = fields.filter(canOwn).find(({ given }) => given === ownedBy)
  if (field) return chosenOwner(field)
  if (ownedBy.toLowerCase() === MAKER.name) return MAKER
  throw new ChangeRefused(`--owned-by=${ownedBy} names no owner. ${advice(ownedBy, name, fields)}`)
}

/** The owner of a resource that gets other fields: the field that was the owner may have another name. */
export function ownerAmong(fields: Field[], before: { owner?: Owner; fields: Field[] }) {
  const { owner } = before
  if (!owner?.isChosen) return owner
  const isOwner = ({ name }: Field) => name === owner.attribute
  return chosenOwner(fields.find(isOwner) ?? fields[before.fields.findIndex(isOwner)])
}

/** The owner that a field holds. */
export const chosenOwner = ({ given, name, column }: Pick<Field, 'given' | 'name' | 'column'>) => ({
  ...{ name: given, attribute: name, column },
  isChosen: true,
})

/** The field in which the form chooses the owner. */
export const ownerField = ({ fields, owner }: Pick<Resource, 'fields' | 'owner'>) =>
  owner?.isChosen ? fields.find(({ name }) => name === owner.attribute) : undefined

/** The prop with the owner of a new record, until another one is chosen: `defaultLead`. */
export const startName = ({ given }: Field) => string.camelCase(`default_${given}`)

/** One member for each record, and several records for a member. */
export const canOwn = ({ kind, args: [model], isOptional, isUnique }: Field) =>
  kind.refersTo === 'one' && model === 'User' && !isOptional && !isUnique

function advice(ownedBy: string, name: string, fields: Field[]) {
  const able = fields.filter(canOwn).map(({ given }) => `--owned-by=${given}`)
  if (able.length > 0) {
    return `A required belongsTo(User) that is not unique can be the owner: write ${able.join(' or ')}`
  }
  const made = 'write --owned-by=user for the member who makes the record'
  return `An owner is a user: ${made}, give a field such as lead:belongsTo(User), or nest the resource in another one${nestedName(ownedBy, name)}`
}

/** `, such as Customer/Ticket`, if that can be written. */
function nestedName(ownedBy: string, name: string) {
  if (!/^[a-z][a-z0-9]*$/i.test(ownedBy)) return ''
  return `, such as ${string.pascalCase(string.singular(ownedBy))}/${name}`
}

import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { addProperty, editCode, hasProperty, objectOf } from '#generators/syntax/code'
import type { Resource } from '#generators/resource/resource'

const FILE = 'config/personal_data.ts'

/** Names of columns that the export of an account leaves out: a test of the starter wants a decision about them. */
const SECRET = /(^|_)(hash|password|secret|token|key|code|generation|data|payload)(_|$)/

/** Says which rows belong to one person. `isPrivate`: the records of the parent belong to members. */
export async function addPersonalDataRule(
  changes: ChangeSet,
  resource: Resource,
  isPrivate: boolean
) {
  if (!(await changes.exists(FILE))) return
  await changes.edit(FILE, (text) =>
    editCode(text, (file) => {
      const rules = objectOf(file, 'personalData')
      if (!rules) throw new ChangeRefused(`${FILE} has no object personalData`)
      if (hasProperty(rules, resource.names.table)) return
      addRule(rules, resource, isPrivate)
    })
  )
}

function addRule(
  rules: NonNullable<ReturnType<typeof objectOf>>,
  resource: Resource,
  isPrivate: boolean
) {
  const { table } = resource.names
  addProperty(rules, table, `'${table}': ${ruleOf(resource, isPrivate)}`)
}

function ruleOf(resource: Resource, isPrivate: boolean) {
  const { isOwned, parent } = resource
  const secrets = resource.fields
    .map(({ column }) => column)
    .filter((column) => SECRET.test(column))
  const hides =
    secrets.length > 0 ? `, hides: [${secrets.map((name) => `'${name}'`).join(', ')}]` : ''
  if (isOwned) return `{ rows: 'user_id = :id'${hides} }`
  if (parent && isPrivate) {
    const rows = `${parent.file}_id IN (SELECT id FROM ${parent.table} WHERE user_id = :id)`
    return `{ rows: '${rows}'${hides} }`
  }
  return "{ rows: 'false', hides: { all: 'Records of all members, not of one person.' } }"
}

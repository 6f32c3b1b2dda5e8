import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { addProperty, editCode, hasProperty, objectOf } from '#generators/syntax/code'
import type { Field } from '#generators/resource/field'
import { linkTableName } from '#generators/resource/files/migration'
import { filesOf, linksOf, type Resource } from '#generators/resource/resource'

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
      for (const link of linksOf(resource)) {
        const rest = objectOf(file, 'personalData')!
        addProperty(rest, linkTableName(link, resource), linkRule(link, resource, isPrivate))
      }
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
  const secrets = resource.fields
    .map(({ column }) => column)
    .filter((column) => SECRET.test(column))
  const hides =
    secrets.length > 0 ? `, hides: [${secrets.map((name) => `'${name}'`).join(', ')}]` : ''
  const rows = rowsOf(resource, isPrivate)
  const files = filesOf(resource).map(({ column }) => `'${column}'`)
  const listed = files.length > 0 ? `, files: [${files.join(', ')}]` : ''
  return rows ? `{ rows: '${rows}'${hides}${listed} }` : NOBODY
}

const NOBODY = "{ rows: 'false', hides: { all: 'Records of all members, not of one person.' } }"

function rowsOf({ isOwned, parent }: Resource, isPrivate: boolean) {
  if (isOwned) return 'user_id = :id'
  if (!parent || !isPrivate) return undefined
  return `${parent.file}_id IN (SELECT id FROM ${parent.table} WHERE user_id = :id)`
}

function linkRule(link: Field, resource: Resource, isPrivate: boolean) {
  const { file, table } = resource.names
  const rows = rowsOf(resource, isPrivate)
  const rule = rows ? `{ rows: '${file}_id IN (SELECT id FROM ${table} WHERE ${rows})' }` : NOBODY
  return `'${linkTableName(link, resource)}': ${rule}`
}

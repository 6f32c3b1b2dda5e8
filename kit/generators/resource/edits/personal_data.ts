import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { addProperty, editCode, hasProperty, objectOf } from '#generators/syntax/code'
import type { Field } from '#generators/resource/field'
import { linkTableName } from '#generators/resource/files/migration'
import type { Records } from '#generators/resource/files/records'
import { filesOf, linksOf, type Resource } from '#generators/resource/resource'

const FILE = 'config/personal_data.ts'

/** Names of columns that the export of an account leaves out: a test of the starter wants a decision about them. */
const SECRET = /(^|_)(hash|password|secret|token|key|code|generation|data|payload)(_|$)/

/** Says which rows belong to one person. */
export async function addPersonalDataRule(changes: ChangeSet, { resource, rows }: Records) {
  if (!(await changes.exists(FILE))) return
  await changes.edit(FILE, (text) =>
    editCode(text, (file) => {
      const rules = objectOf(file, 'personalData')
      if (!rules) throw new ChangeRefused(`${FILE} has no object personalData`)
      if (hasProperty(rules, resource.names.table)) return
      addRule(rules, resource, rows)
      for (const link of linksOf(resource)) {
        const rest = objectOf(file, 'personalData')!
        addProperty(rest, linkTableName(link, resource), linkRule(link, resource, rows))
      }
    })
  )
}

function addRule(
  rules: NonNullable<ReturnType<typeof objectOf>>,
  resource: Resource,
  rows?: string
) {
  const { table } = resource.names
  addProperty(rules, table, `'${table}': ${ruleOf(resource, rows)}`)
}

function ruleOf(resource: Resource, rows?: string) {
  const secrets = resource.fields
    .map(({ column }) => column)
    .filter((column) => SECRET.test(column))
  const hides =
    secrets.length > 0 ? `, hides: [${secrets.map((name) => `'${name}'`).join(', ')}]` : ''
  const files = filesOf(resource).map(({ column }) => `'${column}'`)
  const listed = files.length > 0 ? `, files: [${files.join(', ')}]` : ''
  return rows ? `{ rows: '${rows}'${hides}${listed} }` : NOBODY
}

const NOBODY = "{ rows: 'false', hides: { all: 'Records of all members, not of one person.' } }"

function linkRule(link: Field, resource: Resource, rows?: string) {
  const { file, table } = resource.names
  const rule = rows ? `{ rows: '${file}_id IN (SELECT id FROM ${table} WHERE ${rows})' }` : NOBODY
  return `'${linkTableName(link, resource)}': ${rule}`
}

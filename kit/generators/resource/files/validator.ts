import { Imports, lines } from '#generators/resource/files/code'
import type { Field } from '#generators/resource/field'
import {
  filteredReferences,
  filtersOf,
  needsFile,
  referencesOf,
  type Resource,
} from '#generators/resource/resource'

/** The names of the validators of a resource. */
export function validatorNames({ names }: Resource) {
  return { list: `list${names.models}Validator`, save: `save${names.model}Validator` }
}

export function validatorFile(resource: Resource) {
  const { names } = resource
  const { list, save } = validatorNames(resource)
  const imports = new Imports()
    .add('@vinejs/vine', { byDefault: 'vine' })
    .add('#lists/main', { named: ['listFields'] })
    .add(`#models/${names.file}`, { byDefault: names.model })
  const hasReferences = referencesOf(resource).length > 0
  if (hasReferences) imports.add('#models/user', { byDefault: 'User', isType: true })
  const filterMeta =
    filteredReferences(resource).length > 0 ? '.withMetaData<{ user: User }>()' : ''
  const body = lines(
    `export const ${list} = vine${filterMeta}.create({`,
    `...listFields(${names.model}.list),`,
    filtersOf(resource).flatMap((field) => filterRules(field, resource, imports)),
    resource.isSoftDeleted && 'isDeleted: vine.boolean().optional(),',
    '})',
    '',
    `export const ${save} = vine${metaType(resource)}.create({`,
    resource.fields.map((field) => ruleLine(field, resource, imports)),
    '})'
  )
  return lines(imports.toString(), '', body)
}

/** `name: vine.string().trim().maxLength(255),` */
function ruleLine(field: Field, resource: Resource, imports: Imports) {
  addImports(field, resource, imports)
  return `${field.name}: ${field.kind.rule(field, resource)}${emptyRule(field, resource)},`
}

/** The facts that the rules need besides the values. */
function metaType(resource: Resource) {
  const facts = [
    referencesOf(resource).length > 0 && 'user: User',
    needsFile(resource) && 'isNew: boolean',
  ].filter(Boolean)
  return facts.length > 0 ? `.withMetaData<{ ${facts.join('; ')} }>()` : ''
}

/** A form sends every field, but a program may leave an optional one out. */
function emptyRule({ isOptional, kind }: Field, { hasApi }: Resource) {
  if (!isOptional || kind.isFile) return ''
  return hasApi ? '.nullable().optional()' : '.nullable()'
}

function filterRules(field: Field, resource: Resource, imports: Imports) {
  const { name, kind } = field
  if (kind.word === 'date') {
    return [
      `${name}From: vine.localDate().optional(),`,
      `${name}To: vine.localDate().afterOrSameAs('${name}From').optional(),`,
    ]
  }
  addImports(field, resource, imports)
  return [`${name}: ${kind.rule(field, resource)}.optional(),`]
}

function addImports({ kind, ...field }: Field, resource: Resource, imports: Imports) {
  for (const { from, ...names } of kind.ruleImports?.({ kind, ...field }, resource) ?? []) {
    imports.add(from, names)
  }
}

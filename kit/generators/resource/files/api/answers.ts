import { Imports, lines } from '#generators/resource/files/code'
import { valuesName } from '#generators/resource/kinds/choices'
import type { Field } from '#generators/resource/field'
import type { Resource } from '#generators/resource/resource'

/** The names of the validators that describe the answers of the API. */
export function answerNames({ names }: Resource) {
  return { one: `${names.one}Answer`, many: `${names.many}Answer` }
}

/** The answers of the API, for its OpenAPI document. */
export function answersFile(resource: Resource) {
  const { names, parent, isSoftDeleted } = resource
  const imports = new Imports().add('@vinejs/vine', { byDefault: 'vine' })
  for (const field of resource.fields.filter(({ kind }) => kind.word === 'enum')) {
    imports.add(`#models/${names.file}`, { named: [valuesName(field, resource)] })
  }
  const answers = answerNames(resource)
  return lines(
    imports.toString(),
    '',
    `const ${names.one} = () =>`,
    'vine.object({',
    `id: ${NUMBER},`,
    parent && `${parent.one}Id: ${NUMBER},`,
    resource.fields.map((field) => answerLine(field, resource)),
    `createdAt: ${MOMENT},`,
    isSoftDeleted && `deletedAt: ${MOMENT}.nullable(),`,
    '})',
    '',
    '/** The answers are not validated: the OpenAPI document describes them, and tests compare them. */',
    `export const ${answers.one} = vine.create({ data: ${names.one}() })`,
    '',
    `export const ${answers.many} = vine.create({`,
    `data: vine.array(${names.one}()),`,
    'metadata: vine.object({',
    ...['total', 'perPage', 'currentPage', 'lastPage'].map((name) => `${name}: ${NUMBER},`),
    '}),',
    '})'
  )
}

const NUMBER = 'vine.number().withoutDecimals()'
const FILE =
  'vine.object({ name: vine.string(), size: vine.number(), isPicture: vine.boolean(), address: vine.string() })'
const MOMENT = "vine.string().meta({ format: 'date-time' })"

function answerLine(field: Field, resource: Resource) {
  const rule =
    field.kind.word === 'enum' ? `vine.enum(${valuesName(field, resource)})` : ruleOf(field)
  return `${field.name}: ${rule}${field.isOptional ? '.nullable()' : ''},`
}

function ruleOf({ kind }: Field) {
  const rules: Record<string, string> = {
    'integer': NUMBER,
    'bigint': NUMBER,
    'belongsTo': NUMBER,
    'boolean': 'vine.boolean()',
    'date': "vine.string().meta({ format: 'date' })",
    'datetime': MOMENT,
    'email': "vine.string().meta({ format: 'email' })",
    'json': 'vine.any()',
    'url': "vine.string().meta({ format: 'uri' })",
    'uuid': "vine.string().meta({ format: 'uuid' })",
    'file': FILE,
    'manyToMany': `vine.array(${NUMBER})`,
    'text[]': 'vine.array(vine.string())',
  }
  return rules[kind.word] ?? 'vine.string()'
}

import string from '@adonisjs/core/helpers/string'
import type { Field } from '#generators/resource/field'
import type { Kind } from '#generators/resource/kinds/main'
import type { Resource } from '#generators/resource/resource'

export const BOOLEAN: Kind = {
  word: 'boolean',
  aliases: ['bool'],
  example: 'boolean',
  about: 'yes or no; no unless you give a default',
  modifiers: ['index', 'default'],
  list: { isSorted: true, isFilter: true },
  checkDefault: ({ defaultValue }) => {
    return ['true', 'false'].includes(defaultValue!) ? undefined : 'the default is true or false'
  },
  column: ({ column }) => `boolean('${column}')`,
  defaultOf: ({ defaultValue = 'false' }) => defaultValue,
  rule: () => 'vine.boolean()',
  factory: ({ defaultValue = 'false' }) => defaultValue,
  sample: () => ({ typed: 'true', stored: 'true', shown: 'true' }),
  invalid: () => ['perhaps'],
  input: () => ({ component: 'SwitchField' }),
  format: 'boolean',
}

/** `PROJECT_STATUSES`: the values, which the validator and the pages use too. */
export function valuesName(field: Field, { names }: Resource) {
  return `${names.file}_${string.snakeCase(string.plural(field.name))}`.toUpperCase()
}

/** `ProjectStatus` */
export function typeName(field: Field, { names }: Resource) {
  return names.model + string.pascalCase(field.name)
}

const VALUE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

export const ENUM: Kind = {
  word: 'enum',
  example: 'enum(draft,active,done)',
  asks: 'values, with commas, such as draft,active,done',
  about: 'one of some values, whose names are texts of the languages',
  modifiers: ['index', 'default'],
  list: { isSorted: true, isFilter: true },
  checkArgs(args) {
    if (args.length < 2) return 'needs at least two values'
    if (new Set(args).size < args.length) return 'has a value twice'
    const wrong = args.find((value) => !VALUE.test(value) || value.length > 63)
    return wrong === undefined
      ? undefined
      : `cannot have the value "${wrong}": write values in snake_case`
  },
  checkDefault: ({ args, defaultValue }) => {
    return args.includes(defaultValue!) ? undefined : `the default is none of ${args.join(', ')}`
  },
  column: ({ column, args }) =>
    `enum('${column}', [${args.map((value) => `'${value}'`).join(', ')}])`,
  defaultOf: ({ defaultValue }) => `'${defaultValue}'`,
  declares: (field, resource) => ({
    type: `${typeName(field, resource)}${field.isOptional ? ' | null' : ''}`,
  }),
  rule: (field, resource) => `vine.enum(${valuesName(field, resource)})`,
  ruleImports: (field, resource) => [
    { from: `#models/${resource.names.file}`, named: [valuesName(field, resource)] },
  ],
  factory: ({ args }) => `'${args[0]}' as const`,
  sample: ({ args }) => ({ typed: args[1], stored: `'${args[1]}'`, shown: `'${args[1]}'` }),
  invalid: () => ['unknown_value'],
  input: (field, { names }) => {
    const empty = field.isOptional ? 'fields.none' : 'fields.choose'
    const values = field.args.map((value) => {
      return `{ value: '${value}', label: t('${names.table}.${field.column}_values.${value}') }`
    })
    const options = [`{ value: '', label: t('${empty}') }`, ...values]
    return {
      component: 'SelectField',
      attributes: `:options="[${options.join(', ')}]"`,
      fallback: "''",
    }
  },
  format: 'badge',
}

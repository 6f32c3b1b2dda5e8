import string from '@adonisjs/core/helpers/string'
import { resourceNames } from '#generators/resource/names'
import { ownerField, startName } from '#generators/resource/owner'
import type { Field } from '#generators/resource/field'
import type { Resource } from '#generators/resource/resource'
import type { Kind } from '#generators/resource/kinds/main'

/** The field that chooses records of a model, and searches them on the server. */
const choosing = (component: string, field: Field, resource: Resource) => ({
  component,
  attributes: [
    `route="${resourceNames(field.args[0]).file}_choices.index"`,
    `:choice="${resource.names.one}?.${field.given}${startOf(field, resource)}"`,
    `:options="choices.${field.given}"`,
  ].join(' '),
  hasNoValue: true,
})

/** A new record begins with its maker as the owner. */
const startOf = (field: Field, resource: Resource) =>
  field === ownerField(resource) ? ` ?? ${startName(field)}` : ''

const importsOf = (rule: string, { args: [model] }: Field) => [
  { from: '#lists/main', named: [rule] },
  { from: `#models/${resourceNames(model).file}`, byDefault: model },
]

const checkModel = (args: string[]) =>
  args.length === 1 && args[0] ? undefined : 'names one model'

export const BELONGS_TO: Kind = {
  word: 'belongsTo',
  aliases: ['references'],
  example: 'belongsTo(User)',
  about: 'a record of another model, which is chosen in the form',
  modifiers: ['unique', 'index', 'onDelete'],
  refersTo: 'one',
  list: { isFilter: true },
  checkArgs: checkModel,
  attribute: (given) => `${given}Id`,
  column: ({ column }) => `integer('${column}')`,
  rule: ({ args: [model] }) => `chosenFrom(() => ${model})`,
  ruleImports: (field) => importsOf('chosenFrom', field),
  factory: () => '',
  sample: ({ given }) => ({ typed: `${given}.id`, stored: `${given}.id`, shown: `${given}.id` }),
  invalid: () => ['0', 'x'],
  input: (field, resource) => choosing('SearchSelectField', field, resource),
}

export const MANY_TO_MANY: Kind = {
  ...BELONGS_TO,
  word: 'manyToMany',
  aliases: ['many-to-many'],
  example: 'manyToMany(Tag)',
  about: 'records of another model, which other records may have too, chosen in the form',
  modifiers: [],
  refersTo: 'many',
  list: { isHidden: true },
  attribute: (given) => `${string.camelCase(string.singular(given))}Ids`,
  column: () => '',
  rule: ({ args: [model] }) => `chosenListFrom(() => ${model})`,
  ruleImports: (field) => importsOf('chosenListFrom', field),
  invalid: () => [['0'], ['x']],
  input: (field, resource) => choosing('ChoicesField', field, resource),
}

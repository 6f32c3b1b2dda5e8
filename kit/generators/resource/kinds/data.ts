import type { Kind } from '#generators/resource/kinds/main'

export const JSON_KIND: Kind = {
  word: 'json',
  aliases: ['jsonb'],
  example: 'json',
  about: 'any JSON value, typed as text',
  modifiers: [],
  list: { isHidden: true },
  column: ({ column }) => `jsonb('${column}')`,
  declares: () => ({
    type: 'JSONDataTypes',
    column: '{ prepare: (value) => (value === null ? null : JSON.stringify(value)) }',
  }),
  rule: () => 'vine.string().parse(asJsonText).trim().maxLength(100_000).use(jsonText())',
  ruleImports: () => [{ from: '#validators/rules/json_text', named: ['asJsonText', 'jsonText'] }],
  factory: () => '{ key: 1 }',
  sample: () => ({
    typed: '{"color":"blue"}',
    stored: "{ color: 'blue' }",
    shown: "{ color: 'blue' }",
  }),
  invalid: () => ['{'],
  input: () => ({ component: 'TextareaField', attributes: 'dir="ltr"' }),
}

export const TEXT_ARRAY: Kind = {
  word: 'text[]',
  aliases: ['string[]', 'tags', 'array'],
  example: 'text[]',
  about: 'a list of short texts, such as labels',
  modifiers: [],
  list: { isHidden: true },
  column: ({ column }) => `specificType('${column}', 'text[]')`,
  declares: ({ isOptional }) => ({ type: isOptional ? 'string[] | null' : 'string[]' }),
  rule: () => 'vine.textList(vine.string().trim().minLength(1).maxLength(100)).maxLength(50)',
  factory: () => "['first', 'second']",
  sample: () => ({
    typed: ['red', 'blue'],
    stored: "['red', 'blue']",
    shown: "['red', 'blue']",
  }),
  invalid: () => [['a'.repeat(101)]],
  input: () => ({ component: 'TagsField' }),
}

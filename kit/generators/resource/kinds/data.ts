import type { Kind } from '#generators/resource/kinds/main'

export const JSON_KIND: Kind = {
  word: 'json',
  aliases: ['jsonb'],
  example: 'json',
  about: 'any JSON value, typed as text',
  modifiers: [],
  list: { isHidden: true },
  column: ({ column }) => `jsonb('${column}')`,
  // The null of JSON is a value too, which a required field can have.
  declares: ({ isOptional }) => ({
    type: 'JSONDataTypes',
    column: isOptional
      ? '{ prepare: (value) => (value === null ? null : JSON.stringify(value)) }'
      : '{ prepare: (value) => JSON.stringify(value) }',
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
  input: ({ name, isOptional }, { names: { one } }) => {
    const text = `JSON.stringify(${one}.${name}, null, 2)`
    return {
      component: 'TextareaField',
      attributes: 'dir="ltr"',
      value: isOptional
        ? `${one} && ${one}.${name} !== null ? ${text} : null`
        : `${one} && ${text}`,
    }
  },
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

import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import { CommandRefused } from '#console/asking_command'

interface Kind {
  /** Code that builds the rule, and the rule. */
  code: string
  rule: SchemaTypes
  /** Two values that the rule accepts. */
  samples: [unknown, unknown]
  /** A value that it refuses. */
  wrong: unknown
  /** The default. A setting without one is empty. */
  fallback?: unknown
}

interface Given {
  type?: string
  choices?: string
  default?: string
}

const KINDS: Record<string, Kind> = {
  string: {
    code: 'vine.string().trim().maxLength(255)',
    rule: vine.string().trim().maxLength(255),
    samples: ['Green tea', 'Black tea'],
    wrong: ['Green tea'],
  },
  email: {
    code: 'vine.string().email()',
    rule: vine.string().email(),
    samples: ['ada@example.com', 'grace@example.com'],
    wrong: 'nobody',
  },
  url: {
    code: 'vine.string().url()',
    rule: vine.string().url(),
    samples: ['https://example.com', 'https://example.org'],
    wrong: 'nowhere',
  },
  integer: {
    code: 'vine.number().withoutDecimals()',
    rule: vine.number().withoutDecimals(),
    samples: [7, 8],
    wrong: 7.5,
    fallback: 0,
  },
  number: {
    code: 'vine.number()',
    rule: vine.number(),
    samples: [7.5, 8.5],
    wrong: 'many',
    fallback: 0,
  },
  boolean: {
    code: 'vine.boolean()',
    rule: vine.boolean(),
    samples: [true, false],
    wrong: 'perhaps',
    fallback: false,
  },
}

/**
 * A setting as code: its rule, its default, and for its test another value and one that the rule refuses.
 * @throws CommandRefused if the type is unknown, or if the default does not keep the rule
 */
export async function settingCode(given: Given) {
  const { code, rule, samples, wrong, fallback } = kindOf(given)
  const value = given.default === undefined ? fallback : await checked(rule, given.default)
  return {
    rule: value === undefined ? `${code}.nullable()` : code,
    value: JSON.stringify(value ?? null),
    other: JSON.stringify(samples.find((sample) => sample !== value)),
    wrong: JSON.stringify(wrong),
  }
}

function kindOf({ type = 'string', choices }: Given) {
  if (choices !== undefined) return choiceOf(choices.split(',').map((one) => one.trim()))
  if (type in KINDS) return KINDS[type]
  throw new CommandRefused(
    `There is no type "${type}". Give one of ${Object.keys(KINDS).join(', ')}, or the values as --choices=low,high`
  )
}

function choiceOf(choices: string[]): Kind {
  const [first, second] = choices
  if (new Set(choices).size !== choices.length || !first || !second) {
    throw new CommandRefused('Give two or more different values, such as --choices=monday,sunday')
  }
  const code = `vine.enum(${JSON.stringify(choices)})`
  const wrong = choices.join('-')
  return { code, rule: vine.enum(choices), samples: [first, second], wrong, fallback: first }
}

async function checked(rule: SchemaTypes, text: string) {
  const schema = vine.object({ default: rule })
  const [error, valid] = await vine.tryValidate({ schema, data: { default: text } })
  if (!error) return valid.default
  throw new CommandRefused(`--default=${text}: ${error.messages[0].message}`)
}

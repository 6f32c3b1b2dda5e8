import type { Kind } from '#generators/resource/kinds/main'
import { words } from '#generators/resource/kinds/words'
import { countTexts, SHORT, shortUnique, UNIQUE_NUMBER } from '#generators/resource/unique_values'

/** The longest line of text that a field may have. */
const LONGEST_LINE = 1000
const LENGTH = 255

const TEXT_MODIFIERS = ['unique', 'index', 'default']
const quoted = (text: string) => `'${text.replace(/[\\']/g, String.raw`\$&`)}'`

const lengthOf = ({ args: [length] }: { args: string[] }) => Number(length ?? LENGTH)

export const STRING: Kind = {
  word: 'string',
  example: 'string(100)',
  asks: 'longest text in characters, empty for 255',
  about: `one line of text, at most ${LENGTH} characters unless you say so`,
  modifiers: TEXT_MODIFIERS,
  list: { isSearched: true, isSorted: true },
  checkArgs(args) {
    const [length] = args
    const isFine = args.length === 0 || (args.length === 1 && isWithin(length, 1, LONGEST_LINE))
    return isFine ? undefined : `takes a length from 1 to ${LONGEST_LINE}`
  },
  checkDefault: (field) => {
    return field.defaultValue!.length > lengthOf(field)
      ? 'the default is longer than the field'
      : undefined
  },
  column: (field) => `string('${field.column}', ${lengthOf(field)})`,
  defaultOf: ({ defaultValue }) => quoted(defaultValue!),
  rule: (field) => `vine.string().trim().maxLength(${lengthOf(field)}).use(singleLine())`,
  ruleImports: () => [{ from: '#validators/rules/single_line', named: ['singleLine'] }],
  countValues: (field) => countTexts(lengthOf(field)),
  factoryImports: (field) => (isShort(field) ? [UNIQUE_NUMBER] : []),
  factory: (field) =>
    uniquely(field.isUnique, sampleText(field).slice(0, lengthOf(field)), lengthOf(field)),
  sample: (field) => plain(sampleText(field).slice(0, lengthOf(field))),
  invalid: (field) => ['a'.repeat(lengthOf(field) + 1), 'two\nlines'],
  input: () => ({ component: 'TextField' }),
}

export const TEXT: Kind = {
  word: 'text',
  example: 'text',
  about: 'text with line breaks, at most 10,000 characters',
  modifiers: [],
  list: { isSearched: true, isHidden: true },
  column: ({ column }) => `text('${column}')`,
  rule: () => 'vine.string().trim().maxLength(10_000)',
  factory: (field) => quoted(`${sampleText(field)}.`),
  sample: (field) => plain(`${sampleText(field)}.`),
  invalid: () => ['a'.repeat(10_001)],
  input: () => ({ component: 'TextareaField', attributes: ':maxlength="10_000"' }),
}

export const EMAIL: Kind = {
  word: 'email',
  aliases: ['e-mail'],
  example: 'email',
  about: 'an e-mail address, stored in lower case',
  modifiers: TEXT_MODIFIERS.slice(0, 2),
  list: { isSearched: true, isSorted: true },
  column: ({ column }) => `string('${column}', 254)`,
  rule: () => 'vine.string().trim().toLowerCase().email().maxLength(254)',
  factory: ({ isUnique }) => {
    return isUnique ? '`ada.${crypto.randomUUID()}@example.com`' : "'ada@example.com'"
  },
  sample: () => ({ ...plain('ada@example.com'), typed: 'Ada@example.com' }),
  invalid: () => ['ada'],
  input: () => ({ component: 'TextField', attributes: 'type="email"' }),
}

export const URL_KIND: Kind = {
  word: 'url',
  example: 'url',
  about: 'the address of a web page: http or https',
  modifiers: TEXT_MODIFIERS.slice(0, 2),
  list: { isSearched: true },
  column: ({ column }) => `string('${column}', 2048)`,
  rule: () =>
    `vine.string().trim().url({ protocols: ['http', 'https'], require_protocol: true }).maxLength(2048)`,
  factory: ({ isUnique }) => {
    return isUnique ? '`https://example.com/${crypto.randomUUID()}`' : "'https://example.com/about'"
  },
  sample: () => plain('https://example.com/about'),
  invalid: () => ['example', 'javascript:alert(1)'],
  input: () => ({ component: 'TextField', attributes: 'type="url"' }),
}

const ID = '0199a4e2-6d1c-7f3a-9b2e-5c8d7e6f1a2b'

export const UUID: Kind = {
  word: 'uuid',
  example: 'uuid',
  about: 'a universally unique identifier (RFC 9562)',
  modifiers: ['unique', 'index'],
  list: { isHidden: true },
  column: ({ column }) => `uuid('${column}')`,
  rule: () => 'vine.string().trim().toLowerCase().uuid()',
  factory: ({ isUnique }) => (isUnique ? 'crypto.randomUUID()' : quoted(ID)),
  sample: () => plain(ID),
  invalid: () => ['0199a4e2'],
  input: () => ({ component: 'TextField', attributes: 'dir="ltr"' }),
}

export function isWithin(text: string, from: number, to: number) {
  return /^-?\d+$/.test(text) && Number(text) >= from && Number(text) <= to
}

/** A value that is the same in the form, in the table and in the props. */
function plain(text: string) {
  return { typed: text, stored: quoted(text), shown: quoted(text) }
}

function sampleText({ noun }: { noun: string }) {
  return words(`some ${noun}`)
}

/** Digits that make a text another one each time. */
const DIGITS = 8

const isShort = (field: { isUnique: boolean; args: string[] }) =>
  field.isUnique && lengthOf(field) <= SHORT

/** The factory of a unique field makes another value each time: `Some name 3cc2f1b7`. */
function uniquely(isUnique: boolean, text: string, length: number) {
  if (!isUnique) return quoted(text)
  if (length <= SHORT) return shortUnique(length)
  const room = length - DIGITS - 1
  const digits = `crypto.randomUUID().slice(0, ${Math.min(DIGITS, length)})`
  return room > 0 ? `\`${text.slice(0, room).trimEnd()} \${${digits}}\`` : digits
}

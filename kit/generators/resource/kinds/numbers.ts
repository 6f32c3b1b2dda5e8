import type { Field } from '#generators/resource/field'
import type { Kind } from '#generators/resource/kinds/main'
import { isWithin } from '#generators/resource/kinds/texts'
import { UNIQUE_NUMBER } from '#generators/resource/unique_values'

const INT4 = 2_147_483_647
const MODIFIERS = ['unique', 'index', 'default']

/** The digits of a unique number of a factory, which are enough for it to be another one each time. */
const DIGITS = 9

const uniqueOf = (digits: number) => `uniqueNumber(${10 ** Math.min(DIGITS, digits)})`
const uniqueImports = ({ isUnique }: Field) => (isUnique ? [UNIQUE_NUMBER] : [])

const checkWhole = ({ defaultValue }: Field) =>
  isWithin(defaultValue!, -INT4, INT4) ? undefined : 'the default is no whole number'

export const INTEGER: Kind = {
  word: 'integer',
  aliases: ['int', 'number'],
  example: 'integer',
  about: 'a whole number up to 2,147,483,647',
  modifiers: MODIFIERS,
  list: { isSorted: true },
  checkDefault: checkWhole,
  column: ({ column }) => `integer('${column}')`,
  defaultOf: ({ defaultValue }) => defaultValue!,
  rule: () => 'vine.localNumber().withoutDecimals().range([-2_147_483_648, 2_147_483_647])',
  factoryImports: uniqueImports,
  factory: ({ isUnique }) => (isUnique ? uniqueOf(DIGITS) : '7'),
  sample: () => ({ typed: '1,234', stored: '1234', shown: '1234' }),
  invalid: () => ['seven', '1.5', '2147483648'],
  input: () => ({ component: 'NumberField', attributes: 'signed' }),
  format: 'number',
}

export const BIGINT: Kind = {
  ...INTEGER,
  word: 'bigint',
  aliases: ['bigInteger'],
  example: 'bigint',
  about: 'a whole number up to 9,007,199,254,740,991, which JavaScript still knows exactly',
  column: ({ column }) => `bigInteger('${column}')`,
  declares: ({ isOptional }) => ({
    type: isOptional ? 'number | null' : 'number',
    column: '{ consume: (value) => (value === null ? null : Number(value)) }',
  }),
  rule: () =>
    'vine.localNumber().withoutDecimals().range([Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])',
  sample: () => ({
    typed: '9007199254740991',
    stored: "'9007199254740991'",
    shown: '9007199254740991',
  }),
  invalid: () => ['seven', '1.5', '9007199254740993'],
}

const precisionOf = ({ args: [precision = '12'] }: Field) => Number(precision)
/** How many digits a decimal has behind its point. */
export const scaleOf = ({ args: [, scale = '2'] }: Pick<Field, 'args'>) => Number(scale)

/** `1.50` for two places. */
const withPlaces = (whole: string, places: string, scale: number) =>
  scale === 0 ? whole : `${whole}.${places.padEnd(scale, '0').slice(0, scale)}`

/** The greatest number that fits: `9999999999.99`. */
const mostOf = (field: Field) => {
  const whole = '9'.repeat(precisionOf(field) - scaleOf(field)) || '0'
  return withPlaces(whole, '9'.repeat(scaleOf(field)), scaleOf(field))
}

/** @param whole the most digits before the point */
function checkNumber({ defaultValue }: Field, whole: number, scale: number) {
  const [, digits, places = ''] = /^-?0*(\d*)(?:\.(\d+))?$/.exec(defaultValue!) ?? []
  if (digits === undefined || !/\d/.test(defaultValue!))
    return 'the default is no number, such as 1.50'
  return digits.length > whole || places.length > scale
    ? `the default does not fit: at most ${whole} digits before the point, and ${scale} behind it`
    : undefined
}

export const DECIMAL: Kind = {
  word: 'decimal',
  aliases: ['numeric'],
  example: 'decimal(12,2)',
  asks: 'digits, and how many of them behind the point, empty for 12,2',
  about: 'an exact number: how many digits, and how many of them behind the point',
  modifiers: MODIFIERS,
  list: { isSorted: true },
  checkArgs(args) {
    const [precision = '12', scale = '2'] = args
    const isFine =
      args.length <= 2 && isWithin(precision, 1, 30) && isWithin(scale, 0, Number(precision))
    return isFine
      ? undefined
      : 'takes two numbers, at most 30 digits and no more of them behind the point'
  },
  checkDefault: (field) => checkNumber(field, precisionOf(field) - scaleOf(field), scaleOf(field)),
  column: (field) => `decimal('${field.column}', ${precisionOf(field)}, ${scaleOf(field)})`,
  defaultOf: ({ defaultValue }) => `'${defaultValue}'`,
  rule: (field) => {
    const most = mostOf(field)
    return `vine.localDecimal().scale(${scaleOf(field)}).min('-${most}').max('${most}')`
  },
  countValues: (field) => 10 ** precisionOf(field),
  factoryImports: uniqueImports,
  factory: (field) => {
    const [digits, scale] = [precisionOf(field), scaleOf(field)]
    return field.isUnique
      ? `(${uniqueOf(digits)} / ${10 ** scale}).toFixed(${scale})`
      : `'${withPlaces(digits > scale ? '7' : '0', '5', scale)}'`
  },
  sample: (field) => {
    const whole = precisionOf(field) - scaleOf(field) >= 1 ? '3' : '0'
    const text = withPlaces(whole, '5', scaleOf(field))
    return { typed: text, stored: `'${text}'`, shown: `'${text}'` }
  },
  invalid: (field) => [
    'many',
    '1'.repeat(precisionOf(field) - scaleOf(field) + 1),
    withPlaces('0', '1'.repeat(scaleOf(field) + 1), scaleOf(field) + 1),
  ],
  input: () => ({ component: 'DecimalField' }),
  format: 'number',
}

const CURRENCY = 'EUR'
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/** How many digits an amount of the currency has behind its point: 2 for euros, none for yen. */
const placesOf = ({ args: [currency = CURRENCY] }: Field) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits!

export const MONEY: Kind = {
  ...DECIMAL,
  format: undefined,
  countValues: undefined,
  word: 'money',
  example: 'money(USD)',
  asks: `currency, empty for ${CURRENCY}`,
  about: `an amount with the places of its currency, which is ${CURRENCY} unless you say so`,
  checkArgs: (args) => {
    const isFine = args.length === 0 || (args.length === 1 && CURRENCIES.has(args[0]))
    return isFine ? undefined : 'takes the code of a currency (ISO 4217), such as money(USD)'
  },
  checkDefault: (field) => {
    return field.defaultValue!.startsWith('-')
      ? 'the default is negative, and an amount is not'
      : checkNumber(field, 10, placesOf(field))
  },
  column: (field) => {
    const places = placesOf(field)
    return `decimal('${field.column}', ${10 + places}, ${places})`
  },
  rule: (field) => {
    const places = placesOf(field)
    const most = withPlaces('9999999999', '9'.repeat(places), places)
    return `vine.localDecimal().scale(${places}).min('0').max('${most}')`
  },
  factory: (field) => {
    return field.isUnique
      ? `String(${uniqueOf(DIGITS)})`
      : `'${withPlaces('1234', '5', placesOf(field))}'`
  },
  sample: (field) => {
    const stored = `'${withPlaces('1234', '5', placesOf(field))}'`
    return { typed: withPlaces('1,234', '5', placesOf(field)), stored, shown: stored }
  },
  invalid: (field) => {
    const places = placesOf(field)
    return ['much', '-1', withPlaces('0', '1'.padStart(places + 1, '0'), places + 1), '99999999999']
  },
  input: ({ args: [currency = CURRENCY] }) => ({
    component: 'MoneyField',
    attributes: `currency="${currency}"`,
  }),
}

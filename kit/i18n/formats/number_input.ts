import { plainText, withoutDirection } from '#i18n/formats/digits'
import { numberFormat } from '#i18n/formats/intl'
import type { Numeric } from '#i18n/formats/numbers'

/** No-break, figure, thin, narrow no-break and plain space: users cannot tell them apart. */
const SPACES = '[ \\u00a0\\u2007\\u2009\\u202f]'
const APOSTROPHES = "['\\u2019]"

/** The separators that are used with Arabic digits. */
const ARABIC_DECIMAL = /\u066b/g
const ARABIC_GROUP = /\u066c/g

/** Parses and formats the numbers in form fields, in the notation of `number`. */
export function numberInputOf(tag: string, number: (value: Numeric, options?: object) => string) {
  const { decimal, group, primary, secondary } = separatorsOf(tag)
  const groups = [groupPattern(group), SPACES].map(
    (separator) =>
      `[1-9]\\d{0,${secondary - 1}}(?:${separator}\\d{${secondary}})*${separator}\\d{${primary}}`
  )
  const pattern = new RegExp(`^([+-]?)(\\d+|${groups.join('|')})?(?:${escaped(decimal)}(\\d+))?$`)

  /**
   * Parses a number in this locale's notation. Returns undefined for anything else: wrong or mixed grouping, another
   * locale's separators, and integers that a JavaScript number cannot represent exactly.
   */
  const parseNumber = (text: string): number | undefined => {
    const value = Number(parseDecimal(text) ?? Number.NaN)
    if (Number.isNaN(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined
    return value === 0 ? 0 : value
  }

  /** Parses a number in this locale's notation to a decimal such as `-1234.50`, with every digit that was typed. */
  const parseDecimal = (text: string): string | undefined => {
    const plain = plainText(text).replace(ARABIC_DECIMAL, decimal).replace(ARABIC_GROUP, group)
    const [, sign, whole, fraction] = pattern.exec(plain) ?? []
    if (whole === undefined && fraction === undefined) return undefined

    const digits = (whole ?? '0').replace(/\D/g, '').replace(/^0+(?=\d)/, '')
    const value = fraction === undefined ? digits : `${digits}.${fraction}`
    return sign === '-' && /[1-9]/.test(value) ? `-${value}` : value
  }

  /** The number as a form field shows it: all digits, no grouping. */
  const numberInput = (value: Numeric) =>
    withoutDirection(number(value, { useGrouping: false, maximumFractionDigits: 20 }))

  /** An example of a number with its separators. */
  const numberExample = withoutDirection(number(1234.5, { useGrouping: 'always' }))

  return { parseNumber, parseDecimal, numberInput, numberExample }
}

function separatorsOf(tag: string) {
  const parts = numberFormat(tag, { useGrouping: true, minimumFractionDigits: 1 }).formatToParts(
    123_456_789_012
  )
  const found = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? ''
  const [secondary = 3, primary = 3] = parts
    .filter(({ type }) => type === 'integer')
    .slice(-2)
    .map(({ value }) => value.length)
  const [decimal, group] = [found('decimal'), found('group')].map(plainSeparator)
  return { decimal, group, primary, secondary }
}

/** Arabic digits have their own separators, which `parseNumber` accepts in every locale. */
function plainSeparator(separator: string) {
  return separator.replace(ARABIC_DECIMAL, '.').replace(ARABIC_GROUP, ',')
}

function groupPattern(group: string) {
  if (/^['\u2019]$/.test(group)) return APOSTROPHES
  return /^\s$/.test(group) || group === '' ? SPACES : escaped(group)
}

function escaped(text: string) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

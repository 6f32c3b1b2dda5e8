import { DATE_ORDERS, type DateOrder, type Region } from '#i18n/region'
import { plainText, withoutDirection } from '#i18n/formats/digits'
import { dateFormat } from '#i18n/formats/intl'
import { isRealDay } from '#i18n/formats/moments'

const DIGITS = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
const EXAMPLE = new Date('2026-12-31')
const FIELDS = { d: 'day', m: 'month', y: 'year' } as const

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/
const TYPED = /^(\d+) ?([./-]) ?(\d+) ?\2 ?(\d+)$/

type Order = (keyof typeof FIELDS)[]

/** Formats and parses numeric dates in the region's order. */
export function shortDateOf(tag: string, { dateOrder }: Region) {
  const own = ownShape(tag)
  const order = [...(dateOrder ?? own.order)] as Order
  const isOwnOrder = order.join('') === own.order
  const separator = dateOrder === 'ymd' ? '-' : own.separator

  /** Day, month and year with their separators. */
  const dateFields = (instant: Date, timeZone: string) => {
    const parts = dateFormat(tag, { ...DIGITS, timeZone }).formatToParts(instant)
    if (isOwnOrder) return textOf(parts.slice(...own.fields))
    return order
      .map((field) => parts.find(({ type }) => type === FIELDS[field])!.value)
      .join(separator)
  }

  /** In the locale's own notation, unless the region has another order. */
  const shortDate = (instant: Date, timeZone: string) =>
    isOwnOrder
      ? dateFormat(tag, { ...DIGITS, timeZone }).format(instant)
      : dateFields(instant, timeZone)

  /**
   * Parses a typed date to an ISO date, or undefined. It accepts `/`, `.` and `-` in the region's order, and ISO dates.
   * The year needs four digits and must be 1000 or later: 26 could mean 1926, and 0026 is a typing error.
   */
  const parseDate = (text: string): string | undefined => {
    const plain = plainText(text).replace(/\s+/g, ' ')
    const typed = TYPED.exec(withoutEnding(plain, own.ending))
    const values =
      ISO.exec(plain)?.slice(1) ?? (typed && inOrder(order, [typed[1], typed[3], typed[4]]))
    return values ? isoDate(values) : undefined
  }

  return {
    shortDate,
    dateFields,
    isOwnOrder,
    parseDate,
    /** An example of a date as users type it. */
    dateExample: withoutDirection(shortDate(EXAMPLE, 'UTC')),
    dateOrder: order.join('') as DateOrder,
  }
}

/** The locale's own notation: `31. 12. 2026.` has the separator `.` and the ending `.`. */
function ownShape(tag: string) {
  const parts = dateFormat(tag, { ...DIGITS, timeZone: 'UTC' }).formatToParts(EXAMPLE)
  const fields = fieldsIn(parts)
  const order = parts.map(({ type }) => (isField({ type }) ? type[0] : '')).join('')
  return {
    fields,
    order: DATE_ORDERS.find((known) => known === order) ?? 'ymd',
    separator: parts[fields[0] + 1].value.trim(),
    ending: plainText(textOf(parts.slice(fields[1]))),
  }
}

/** The start and the end of the date within the parts. */
export function fieldsIn(parts: Intl.DateTimeFormatPart[]): [start: number, end: number] {
  return [parts.findIndex(isField), parts.findLastIndex(isField) + 1]
}

function isField({ type }: { type: string }) {
  return /^(day|month|year)$/.test(type)
}

export function textOf(parts: { value: string }[]) {
  return parts.map(({ value }) => value).join('')
}

function withoutEnding(text: string, ending: string) {
  return ending && text.endsWith(ending) ? text.slice(0, -ending.length).trimEnd() : text
}

/** Reorders the typed values to year, month, day. */
function inOrder(order: Order, typed: string[]) {
  const [year, month, day] = (['y', 'm', 'd'] as const).map((field) => typed[order.indexOf(field)])
  return year.length === 4 && month.length <= 2 && day.length <= 2 ? [year, month, day] : undefined
}

function isoDate([year, month, day]: string[]) {
  const isReal = Number(year) >= 1000 && isRealDay(Number(year), Number(month), Number(day))
  return isReal ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}

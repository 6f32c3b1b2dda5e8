import type { Formats } from '#i18n/formats'

/** A column of a `<DataTable>`. Its cells are `format`ted values, unless the table has a slot with the name of its key. */
export interface Column<Row> {
  key: keyof Row & string
  label: string
  /** Text by default; a badge has text too. */
  format?: 'date' | 'dateTime' | 'number' | 'currency' | 'boolean' | 'badge'
  /** How many digits a number has at least behind its point. */
  places?: number
  /** The currency of `format: 'currency'`, such as `EUR`. */
  currency?: string
  /** The text of a cell, if it is not the value itself. */
  text?: (row: Row) => string | null | undefined
  /** The page of a row, if it has one. */
  to?: (row: Row) => string | undefined
  /** Shown only to somebody who chooses it among the columns. */
  isHidden?: boolean
}

/** The props of a filter's field. Its key changes with its value, so that the field shows what was chosen elsewhere. */
export type FilterFields<Values> = {
  readonly [Name in keyof Values & string]-?: {
    key: string
    name: Name
    value: NonNullable<Values[Name]> | ''
    error?: string
  }
}

export interface Chosen<Values> {
  values: Values
  errors: Partial<Record<keyof Values, string>>
}

/** Makes the props when a table asks for them, because the browser does not know the keys of a validator. */
export function filterFields<Values>({ values, errors }: Chosen<Values>) {
  const field = (_target: object, key: string | symbol) => {
    const name = key as keyof Values & string
    const value = values[name] ?? ''
    return { key: `${name} ${value}`, name, value, error: errors[name] }
  }
  return new Proxy({}, { get: field }) as FilterFields<Values>
}

/** Amounts stand on the right of their cells in every language, so that their digits are below each other. */
export function isAmount<Row>({ format }: Column<Row>) {
  return format === 'number' || format === 'currency'
}

/** Short values, which are read on one line. */
export function isShort<Row>({ format }: Column<Row>) {
  return format !== undefined
}

/** The text of a cell. A missing value is empty. */
export function textOf<Row>(
  { key, format, places, currency = '', text }: Column<Row>,
  row: Row,
  formats: Formats
): string {
  const value: unknown = text ? text(row) : row[key]
  if (value === null || value === undefined) return ''
  if (format === 'date') return formats.date(value as string)
  if (format === 'dateTime') return formats.dateTime(value as string)
  if (format === 'number') {
    return formats.number(value as number, { minimumFractionDigits: places })
  }
  if (format === 'currency') return formats.currency(value as string, currency)
  return String(value)
}

import type { Formats } from '#i18n/formats'

/** A column of a `<DataTable>`. Its cells are `format`ted values, unless the table has a slot with the name of its key. */
export interface Column<Row> {
  key: keyof Row & string
  label: string
  /** Text by default. */
  format?: 'date' | 'dateTime' | 'number' | 'currency' | 'boolean'
  /** The currency of `format: 'currency'`, such as `EUR`. */
  currency?: string
  /** The page of a row. */
  to?: (row: Row) => string
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

/** Amounts stand at the end of their cells, so that their digits are below each other. */
export function isAmount<Row>({ format }: Column<Row>) {
  return format === 'number' || format === 'currency'
}

/** The text of a cell. A missing value is empty. */
export function textOf<Row>(
  { format, currency = '' }: Column<Row>,
  value: unknown,
  formats: Formats
): string {
  if (value === null || value === undefined) return ''
  if (format === 'date') return formats.date(value as string)
  if (format === 'dateTime') return formats.dateTime(value as string)
  if (format === 'number') return formats.number(value as number)
  if (format === 'currency') return formats.currency(value as string, currency)
  return String(value)
}

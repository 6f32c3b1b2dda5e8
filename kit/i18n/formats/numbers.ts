import { withoutDirection } from '#i18n/formats/digits'
import { FormatError } from '#i18n/formats/format_error'
import { numberFormat } from '#i18n/formats/intl'

/** A string is a decimal such as `-1234.50`, as PostgreSQL returns a `numeric`: no digit is lost. */
export type Numeric = number | bigint | string

export type NumberOptions = Intl.NumberFormatOptions

/** Browsers and Node format these differently, because their data is from different years. */
const UNSETTLED: Record<string, NumberOptions> = {
  RSD: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  XCG: { currencyDisplay: 'code' },
}

const DECIMAL = /^-?\d+(\.\d+)?$/
const FILE_SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte']

export function numbersOf(tag: string) {
  const write = (method: string, value: Numeric, options?: NumberOptions) => {
    if (!isNumeric(value)) {
      throw new FormatError(method, value, 'a finite number or a decimal such as "-1234.50"')
    }
    return formatOf(method, { signDisplay: 'negative', ...options }).format(value as number)
  }

  const formatOf = (method: string, options: NumberOptions) => {
    try {
      return numberFormat(tag, options)
    } catch {
      throw new FormatError(
        method,
        options,
        'a currency, unit and options that Intl.NumberFormat knows'
      )
    }
  }

  const number = (value: Numeric, options?: NumberOptions) => write('number', value, options)

  /** `code` is an ISO 4217 currency code such as `EUR`. */
  const currency = (amount: Numeric, code: string, options = UNSETTLED[code]) =>
    write('currency', amount, { ...options, style: 'currency', currency: code })

  /** An amount as a form field shows it: with all its digits, without its sign and without groups. */
  const currencyInput = (amount: Numeric, code: string) => {
    const { minimumFractionDigits } = currencyFormat(code).resolvedOptions()
    return withoutDirection(
      number(amount, { useGrouping: false, minimumFractionDigits, maximumFractionDigits: 20 })
    )
  }

  /** The sign of a currency, and the side of the amount on which the locale writes it. */
  const currencySign = (code: string) => {
    const parts = currencyFormat(code).formatToParts(1)
    const found = (wanted: string) => parts.findIndex(({ type }) => type === wanted)
    return {
      text: withoutDirection(parts[found('currency')].value),
      side: found('currency') < found('integer') ? ('leading' as const) : ('trailing' as const),
    }
  }

  const currencyFormat = (code: string) =>
    formatOf('currency', { ...UNSETTLED[code], style: 'currency', currency: code })

  /** `0.25` is 25 %. */
  const percent = (fraction: Numeric, options?: NumberOptions) =>
    write('percent', fraction, { ...options, style: 'percent' })

  /** `name` is a unit of ECMA-402 such as `kilometer` or `kilometer-per-hour`. */
  const unit = (value: Numeric, name: string, style: 'short' | 'long' | 'narrow' = 'short') =>
    write('unit', value, { style: 'unit', unit: name, unitDisplay: style })

  /** In steps of 1000, with three significant digits: `1.5 MB`. */
  const fileSize = (bytes: number) => {
    if (typeof bytes !== 'number' || !Number.isFinite(bytes)) {
      throw new FormatError('fileSize', bytes, 'a number of bytes')
    }
    const step = fileSizeStep(Math.abs(bytes))
    return write('fileSize', bytes / 1000 ** step, {
      style: 'unit',
      unit: FILE_SIZES[step],
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumSignificantDigits: step === FILE_SIZES.length - 1 ? undefined : 3,
    })
  }

  return { number, currency, currencyInput, currencySign, percent, unit, fileSize }
}

function isNumeric(value: unknown) {
  if (typeof value === 'string') return DECIMAL.test(value)
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))
}

/** A size that rounds to 1000 kB becomes 1 MB. */
function fileSizeStep(bytes: number) {
  const last = FILE_SIZES.length - 1
  const found = FILE_SIZES.findIndex(
    (_, step) => Number((bytes / 1000 ** step).toPrecision(3)) < 1000
  )
  return found === -1 ? last : found
}

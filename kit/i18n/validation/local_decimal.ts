import vine, { BaseLiteralType, symbols } from '@vinejs/vine'
import type { FieldOptions, Validation } from '@vinejs/vine/types'
import { blankAsNull, formatsIn } from '#i18n/validation/region_formats'

const DECIMAL = /^-?\d+(\.\d+)?$/

/**
 * A number in the notation of the reader's locale, for money and other exact amounts. The output is a decimal such as
 * `1234.50`, with every digit that was typed.
 */
export class VineLocalDecimal extends BaseLiteralType<string | number, string, string> {
  [symbols.SUBTYPE] = 'string'

  constructor(options?: Partial<FieldOptions>, validations?: Validation<any>[]) {
    super({ parse: blankAsNull, ...options }, validations)
    this.dataTypeValidator = localDecimalRule()
  }

  /** `limit` is a decimal such as `'0.01'`. */
  min(limit: string) {
    return this.use(minRule({ limit }))
  }

  max(limit: string) {
    return this.use(maxRule({ limit }))
  }

  /** The most digits after the decimal separator. */
  scale(digits: number) {
    return this.use(scaleRule({ digits }))
  }

  clone(): this {
    return new VineLocalDecimal(this.cloneOptions(), this.cloneValidations()) as this
  }
}

/** A program sends JSON with a number or with the decimal itself. */
const localDecimalRule = vine.createRule(
  function localDecimal(value, _options, field) {
    if (!field.isDefined) return false
    const { numberExample, parseDecimal } = formatsIn(field)
    const decimal = typeof value === 'number' ? decimalOf(value) : parseDecimal(String(value))
    if (decimal === undefined || typeof value === 'object') {
      field.report('Enter a number such as {{ example }}.', 'localNumber', field, {
        example: numberExample,
      })
      return false
    }
    field.mutate(decimal, field)
    return true
  },
  { toJSONSchema: (schema) => Object.assign(schema, { type: 'string' }) }
)

const minRule = vine.createRule(function min(value: unknown, { limit }: { limit: string }, field) {
  if (compared(value as string, limit) < 0) {
    field.report('The {{ field }} field must be at least {{ min }}', 'min', field, {
      min: Number(limit),
    })
  }
})

const maxRule = vine.createRule(function max(value: unknown, { limit }: { limit: string }, field) {
  if (compared(value as string, limit) > 0) {
    field.report('The {{ field }} field must not be greater than {{ max }}', 'max', field, {
      max: Number(limit),
    })
  }
})

const scaleRule = vine.createRule(function scale(
  value: unknown,
  { digits }: { digits: number },
  field
) {
  const [, fraction = ''] = (value as string).split('.')
  if (fraction.length > digits) {
    field.report('The {{ field }} field has too many decimal places', 'localDecimal.scale', field, {
      digits,
    })
  }
})

/** Numbers that JavaScript writes with an exponent are beyond any amount. */
function decimalOf(value: number) {
  return DECIMAL.test(String(value)) ? String(value) : undefined
}

function compared(one: string, other: string) {
  const places = Math.max(...[one, other].map((value) => value.split('.')[1]?.length ?? 0))
  const [first, second] = [one, other].map((value) => {
    const [whole, fraction = ''] = value.split('.')
    return BigInt(whole + fraction.padEnd(places, '0'))
  })
  return first < second ? -1 : Number(first > second)
}

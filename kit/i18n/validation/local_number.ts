import vine, { VineNumber } from '@vinejs/vine'
import type { FieldOptions, Validation } from '@vinejs/vine/types'
import { blankAsNull, formatsIn } from '#i18n/validation/region_formats'

/** A number in the notation of the reader's locale, such as `1.234,5`. Has the rules of `vine.number()`. */
export class VineLocalNumber extends VineNumber {
  constructor(options?: Partial<FieldOptions>, validations?: Validation<any>[]) {
    super({ parse: blankAsNull, ...options }, validations)
    this.dataTypeValidator = localNumberRule()
  }

  clone(): this {
    return new VineLocalNumber(this.cloneOptions(), this.cloneValidations()) as this
  }
}

const localNumberRule = vine.createRule(
  function localNumber(value, _options, field) {
    if (!field.isDefined) return false
    const { numberExample, parseNumber } = formatsIn(field)
    const number = typeof value === 'string' ? parseNumber(value) : value
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      field.report('Enter a number such as {{ example }}.', 'localNumber', field, {
        example: numberExample,
      })
      return false
    }
    field.mutate(number, field)
    return true
  },
  { toJSONSchema: (schema) => Object.assign(schema, { type: 'number' }) }
)

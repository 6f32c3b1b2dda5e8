import vine, { BaseLiteralType, symbols } from '@vinejs/vine'
import type { FieldOptions, Validation } from '@vinejs/vine/types'
import { blankAsNull, formatsIn } from '#i18n/validation/region_formats'

/** A time of day in the notation of the reader's region, such as `2:05 PM`. The output is `14:05`. */
export class VineLocalTime extends BaseLiteralType<string, string, string> {
  [symbols.SUBTYPE] = 'string'

  constructor(options?: Partial<FieldOptions>, validations?: Validation<any>[]) {
    super({ parse: blankAsNull, ...options }, validations)
    this.dataTypeValidator = localTimeRule()
  }

  clone(): this {
    return new VineLocalTime(this.cloneOptions(), this.cloneValidations()) as this
  }
}

const localTimeRule = vine.createRule(
  function localTime(value, _options, field) {
    if (!field.isDefined) return false
    const { timeExample, parseTime } = formatsIn(field)
    const time = typeof value === 'string' ? (fromDatabase(value) ?? parseTime(value)) : undefined
    if (!time) {
      field.report('Enter a time such as {{ example }}.', 'localTime', field, {
        example: timeExample,
      })
      return false
    }
    field.mutate(time, field)
    return true
  },
  {
    toJSONSchema: (schema) =>
      Object.assign(schema, { type: 'string', pattern: '^\\d{2}:\\d{2}(:00)?$' }),
  }
)

/** PostgreSQL writes `14:05:00`, and a program sends back what it has read. */
function fromDatabase(value: string) {
  return /^((?:[01]\d|2[0-3]):[0-5]\d):00$/.exec(value)?.[1]
}

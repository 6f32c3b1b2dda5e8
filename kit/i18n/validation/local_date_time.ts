import vine, { BaseLiteralType, symbols } from '@vinejs/vine'
import type { FieldContext, FieldOptions, Validation } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import { blankAsNull, formatsIn } from '#i18n/validation/region_formats'

type Comparison = 'after' | 'before'

/**
 * A date and time in the notation and time zone of the reader's region, such as `31/12/2026 14:05`, or a moment in ISO
 * 8601. The output is a Luxon DateTime in that time zone.
 */
export class VineLocalDateTime extends BaseLiteralType<string, DateTime, DateTime> {
  [symbols.SUBTYPE] = 'date'

  constructor(options?: Partial<FieldOptions>, validations?: Validation<any>[]) {
    super({ parse: blankAsNull, ...options }, validations)
    this.dataTypeValidator = localDateTimeRule()
  }

  after(moment: DateTime | 'now') {
    return this.use(comparison({ is: 'after', moment }))
  }

  before(moment: DateTime | 'now') {
    return this.use(comparison({ is: 'before', moment }))
  }

  /** After the moment in another field of the same form, if that field has one. */
  afterField(otherField: string) {
    return this.use(comparison({ is: 'after', otherField }))
  }

  clone(): this {
    return new VineLocalDateTime(this.cloneOptions(), this.cloneValidations()) as this
  }
}

const localDateTimeRule = vine.createRule(
  function localDateTime(value, _options, field) {
    if (!field.isDefined) return false
    const moment = momentOf(value, field)
    if (!moment) {
      const { dateTimeExample } = formatsIn(field)
      field.report('Enter a date and time such as {{ example }}.', 'localDateTime', field, {
        example: dateTimeExample,
      })
      return false
    }
    field.mutate(moment, field)
    return true
  },
  { toJSONSchema: (schema) => Object.assign(schema, { type: 'string', format: 'date-time' }) }
)

const comparison = vine.createRule(function localDateTime(
  value: unknown,
  { is, moment, otherField }: { is: Comparison; moment?: DateTime | 'now'; otherField?: string },
  field
) {
  const other = otherField ? momentOf(field.parent[otherField], field) : nowOr(moment!)
  if (!other) return
  const difference = (value as DateTime).toMillis() - other.toMillis()
  if (is === 'after' ? difference <= 0 : difference >= 0) {
    const date = formatsIn(field).dateTimeInput(other)
    field.report(`The moment has to be ${is} {{ date }}.`, `localDate.${is}`, field, { date })
  }
})

function nowOr(moment: DateTime | 'now') {
  return moment === 'now' ? DateTime.now() : moment
}

/** The value of another field is still the text that was typed, or the moment if it was checked before. */
function momentOf(value: unknown, field: FieldContext) {
  if (value instanceof DateTime) return value
  const { parseDateTime, region } = formatsIn(field)
  const moment = typeof value === 'string' ? parseDateTime(value) : undefined
  return moment ? DateTime.fromISO(moment, { zone: region.timeZone }) : undefined
}

import vine, { BaseLiteralType, symbols } from '@vinejs/vine'
import type { FieldContext, FieldOptions, Validation } from '@vinejs/vine/types'
import { blankAsNull, formatsIn } from '#i18n/validation/region_formats'

/** An ISO date, `today` in the region's time zone, or a function that returns one of them for the field. */
type Day = string | ((field: FieldContext) => string)

type Comparison = 'after' | 'afterOrEqual' | 'before' | 'beforeOrEqual'

const COMPARISONS: Record<Comparison, (day: string, other: string) => boolean> = {
  after: (day, other) => day > other,
  afterOrEqual: (day, other) => day >= other,
  before: (day, other) => day < other,
  beforeOrEqual: (day, other) => day <= other,
}

/**
 * A calendar day in the notation of the reader's region, such as `31/12/2026`, or an ISO date. The output is an ISO
 * date, which is the same day in every time zone.
 */
export class VineLocalDate extends BaseLiteralType<string, string, string> {
  [symbols.SUBTYPE] = 'date'

  constructor(options?: Partial<FieldOptions>, validations?: Validation<any>[]) {
    super({ parse: blankAsNull, ...options }, validations)
    this.dataTypeValidator = localDateRule()
  }

  after(day: Day) {
    return this.use(comparison({ is: 'after', day }))
  }

  afterOrEqual(day: Day) {
    return this.use(comparison({ is: 'afterOrEqual', day }))
  }

  before(day: Day) {
    return this.use(comparison({ is: 'before', day }))
  }

  beforeOrEqual(day: Day) {
    return this.use(comparison({ is: 'beforeOrEqual', day }))
  }

  /** Not before the date in another field of the same form, if that field has one. */
  afterOrSameAs(otherField: string) {
    return this.use(comparison({ is: 'afterOrEqual', otherField }))
  }

  clone(): this {
    return new VineLocalDate(this.cloneOptions(), this.cloneValidations()) as this
  }
}

const localDateRule = vine.createRule(
  function localDate(value, _options, field) {
    if (!field.isDefined) return false
    const { dateExample, parseDate } = formatsIn(field)
    const day = typeof value === 'string' ? parseDate(value) : undefined
    if (!day) {
      field.report('Enter a date such as {{ example }}.', 'localDate', field, {
        example: dateExample,
      })
      return false
    }
    field.mutate(day, field)
    return true
  },
  { toJSONSchema: (schema) => Object.assign(schema, { type: 'string', format: 'date' }) }
)

const comparison = vine.createRule(function localDate(
  value: unknown,
  { is, day, otherField }: { is: Comparison; day?: Day; otherField?: string },
  field
) {
  const other = otherField ? dayOfField(otherField, field) : dayOf(day!, field)
  if (other && !COMPARISONS[is](value as string, other)) {
    const date = formatsIn(field).dateInput(other)
    field.report(`The date has to be ${is} {{ date }}.`, `localDate.${is}`, field, { date })
  }
})

function dayOf(day: Day, field: FieldContext) {
  const chosen = typeof day === 'function' ? day(field) : day
  return chosen === 'today' ? formatsIn(field).today() : chosen
}

/** The value of the other field is still the text that was typed. */
function dayOfField(name: string, field: FieldContext) {
  const typed: unknown = field.parent[name]
  return typeof typed === 'string' ? formatsIn(field).parseDate(typed) : undefined
}

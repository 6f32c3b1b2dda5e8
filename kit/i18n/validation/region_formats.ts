import type { FieldContext } from '@vinejs/vine/types'
import type { Formats } from '#i18n/formats'

/** The formats of the request's region; `request.validateUsing` passes them in. */
export function formatsIn(field: FieldContext): Formats {
  if (!field.meta.formats) {
    throw new Error(
      `The field "${field.getFieldPath()}" is parsed by locale: validate it with { meta: { formats: formatsOf(region) } }`
    )
  }
  return field.meta.formats
}

/** An empty field has no value. */
export function blankAsNull(value: unknown) {
  return typeof value === 'string' && value.trim() === '' ? null : value
}

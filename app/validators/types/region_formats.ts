import type { FieldContext } from '@vinejs/vine/types'
import type { Formats } from '#i18n/formats'

/** What the region of a request says; `request.validateUsing` brings it along. */
export function formatsIn(field: FieldContext): Formats {
  if (!field.meta.formats) {
    throw new Error(
      `"${field.getFieldPath()}" is read by locale: validate it with { meta: { formats: formatsOf(region) } }`
    )
  }
  return field.meta.formats
}

/** A field that is left empty has no value. */
export function blankAsNull(value: unknown) {
  return typeof value === 'string' && value.trim() === '' ? null : value
}

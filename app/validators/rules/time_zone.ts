import vine from '@vinejs/vine'
import { timeZoneNamed } from '#i18n/time_zones'

/** An IANA time zone. An alias becomes the canonical name. */
export const timeZone = vine.createRule((value, _options, field) => {
  const zone = timeZoneNamed(value)
  if (zone) field.mutate(zone, field)
  else field.report('The {{ field }} field must be a time zone', 'timeZone', field)
})

import vine from '@vinejs/vine'
import { EVENT_KINDS } from '#models/account_event'

/** Both days are included. */
export const filterAccountEventsValidator = vine.create({
  kind: vine.enum(EVENT_KINDS).optional(),
  from: vine.localDate().optional(),
  to: vine.localDate().afterOrSameAs('from').optional(),
})

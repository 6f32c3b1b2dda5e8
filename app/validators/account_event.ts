import vine from '@vinejs/vine'
import { listFields } from '#lists/main'
import AccountEvent, { EVENT_KINDS } from '#models/account_event'

/** Both days are included. */
export const listAccountEventsValidator = vine.create({
  ...listFields(AccountEvent.list),
  kind: vine.enum(EVENT_KINDS).optional(),
  from: vine.localDate().optional(),
  to: vine.localDate().afterOrSameAs('from').optional(),
})

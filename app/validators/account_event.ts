import vine from '@vinejs/vine'

/** Both days are included. */
export const filterAccountEventsValidator = vine.create({
  from: vine.localDate().optional(),
  to: vine.localDate().afterOrSameAs('from').optional(),
})

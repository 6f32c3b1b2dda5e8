import vine from '@vinejs/vine'

const LINE_BREAK_OR_CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u

/** A text that a page shows on one line. */
export const singleLine = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || !LINE_BREAK_OR_CONTROL.test(value)) return
  field.report('The {{ field }} field must be on one line', 'singleLine', field)
})

import vine from '@vinejs/vine'

/** U+202D and U+202E turn the direction of the text around, so that one word looks like another. */
const LINE_BREAK_OR_CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\u202D\u202E]/u

/** A text that a page shows on one line. */
export const singleLine = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || !LINE_BREAK_OR_CONTROL.test(value)) return
  field.report('The {{ field }} field must be on one line', 'singleLine', field)
})

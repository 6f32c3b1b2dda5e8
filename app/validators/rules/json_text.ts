import vine from '@vinejs/vine'

/** A text that is JSON. The output is its value. */
export const jsonText = vine.createRule((value, _options, field) => {
  if (!field.isValid) return
  try {
    field.mutate(JSON.parse(value as string), field)
  } catch {
    field.report('The {{ field }} field must be JSON', 'jsonText', field)
  }
})

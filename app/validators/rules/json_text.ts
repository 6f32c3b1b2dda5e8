import vine from '@vinejs/vine'

/** For `.parse(…)`: a program sends the value itself, and a form its text. */
export function asJsonText(value: unknown) {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

/** A text that is JSON. The output is its value. */
export const jsonText = vine.createRule((value, _options, field) => {
  if (!field.isValid) return
  try {
    field.mutate(JSON.parse(value as string), field)
  } catch {
    field.report('The {{ field }} field must be JSON', 'jsonText', field)
  }
})

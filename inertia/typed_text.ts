/**
 * Remembers the text that a person has typed before the scripts had loaded. Hydration writes the server's values over it.
 * @returns a function that puts the text back
 */
export function rememberTypedText(root: Element) {
  const typed = fieldsIn(root)
    .filter(({ value, defaultValue }) => value !== defaultValue)
    .map(({ name, value }) => ({ name, value }))

  return () => {
    for (const { name, value } of typed) {
      const field = fieldsIn(root).find((one) => one.name === name)
      if (!field) continue
      field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
}

function fieldsIn(root: Element) {
  return [...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
}

/**
 * A value that cannot be formatted: a mistake of the caller, with the same message on the server and in the browser.
 */
export class FormatError extends TypeError {
  constructor(method: string, value: unknown, expected: string) {
    super(`${method}() was given ${inWords(value)}, but needs ${expected}`)
    this.name = 'FormatError'
  }
}

function inWords(value: unknown) {
  if (typeof value === 'string') return JSON.stringify(value)
  return value instanceof Date || typeof value !== 'object' ? String(value) : JSON.stringify(value)
}

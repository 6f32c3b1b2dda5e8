import { inspect } from 'node:util'

/** Characters: longer than any text that a person reads. */
const LONGEST_TEXT = 64 * 1024

/** NUL and lone surrogates are valid JSON, but PostgreSQL's jsonb cannot store them. */
const NOT_STORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/**
 * Whether PostgreSQL can store this JSON, which must be the output of JSON.stringify.
 */
export function isStorable(json: string) {
  return !json.includes('\\u') || !NOT_STORABLE.test(json)
}

/**
 * Makes a text that PostgreSQL can store. A job may pass a value that is not a string, or megabytes of text.
 */
export function toStorable(text: unknown) {
  const given = typeof text === 'string' ? text : shown(text)
  return given.slice(0, LONGEST_TEXT).toWellFormed().replaceAll('\0', '\ufffd')
}

/** Inspecting an object may run its own code, and that may throw. */
function shown(value: unknown) {
  for (const options of [{}, { customInspect: false }]) {
    try {
      return inspect(value, options)
    } catch {
      continue
    }
  }
  return 'a value that cannot be shown'
}

import { inspect } from 'node:util'

/** Longer than any that somebody reads. */
const LONGEST_TEXT = 64 * 1024

/** NUL and lone surrogates are JSON, and PostgreSQL's jsonb stores neither. */
const NOT_STORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/**
 * Whether PostgreSQL can store this JSON, as JSON.stringify writes it.
 */
export function isStorable(json: string) {
  return !json.includes('\\u') || !NOT_STORABLE.test(json)
}

/**
 * The text as PostgreSQL can store it. A job may give what is none, or megabytes of it.
 */
export function toStorable(text: unknown) {
  const given = typeof text === 'string' ? text : shown(text)
  return given.slice(0, LONGEST_TEXT).toWellFormed().replaceAll('\0', '\ufffd')
}

/** Looking at an object may run code of it that throws. */
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

/** NUL and lone surrogates are JSON, and PostgreSQL's jsonb stores neither. */
const NOT_STORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/**
 * Whether PostgreSQL can store this JSON, as JSON.stringify writes it.
 */
export function isStorable(json: string) {
  return !json.includes('\\u') || !NOT_STORABLE.test(json)
}

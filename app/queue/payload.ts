import { E_INVALID_PAYLOAD } from '#queue/errors'

const LARGEST_PAYLOAD = 64 * 1024

/** NUL and lone surrogates are JSON, and PostgreSQL's jsonb stores neither. */
const NOT_STORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/**
 * The payload as JSON. It arrives as it was sent or not at all, so what JSON would change without a word (dates,
 * models, NaN) is an error.
 * @throws E_INVALID_PAYLOAD
 */
export function encodePayload(name: string, payload: unknown = {}): string {
  const refuse = (reason: string): never => {
    throw new E_INVALID_PAYLOAD([name, reason])
  }
  check(payload, 'payload', [], refuse)

  const json = JSON.stringify(payload)
  const bytes = Buffer.byteLength(json)
  if (bytes > LARGEST_PAYLOAD) refuse(`has ${bytes} bytes as JSON, more than ${LARGEST_PAYLOAD}`)
  if (NOT_STORABLE.test(json)) refuse('has a character that is no text: U+0000 or half an emoji')
  return json
}

function check(value: unknown, path: string, parents: object[], refuse: (why: string) => never) {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value !== 'object' || !isPlain(value)) {
    return refuse(`is not JSON: ${path} is ${describe(value)}`)
  }
  if (parents.includes(value)) return refuse(`is not JSON: ${path} contains itself`)

  for (const [key, child] of Object.entries(value)) {
    if (child === undefined && !Array.isArray(value)) continue
    check(child, `${path}.${key}`, [...parents, value], refuse)
  }
}

function isPlain(value: object) {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}

function describe(value: unknown) {
  return typeof value === 'object' ? `a ${value!.constructor.name}` : String(value)
}

import { errors } from '@vinejs/vine'
import encryption from '@adonisjs/core/services/encryption'
import { E_INVALID_PAYLOAD } from '#queue/errors'
import { isStorable } from '#queue/run_log/storable'
import type { JobClass, Message } from '#queue/types'

const LARGEST_PAYLOAD = 64 * 1024
const MOST_LEVELS = 100

const PURPOSE = 'job'

/**
 * The payload as a broker may carry it. It arrives as it was sent or not at all.
 * @throws E_INVALID_PAYLOAD
 */
export async function sealPayload(
  name: string,
  { schema, encrypted }: JobClass,
  payload: unknown = {}
): Promise<Pick<Message, 'payload' | 'encrypted'>> {
  const json = encodePayload(name, payload)
  if (schema) await validate(name, schema, JSON.parse(json))
  if (encrypted) return { payload: encryption.encrypt(json, undefined, PURPOSE), encrypted: true }
  return { payload: JSON.parse(json) }
}

/**
 * The payload as `handle` gets it, or a promise of it: what the job's schema makes of it.
 * @throws E_INVALID_PAYLOAD
 */
export function openPayload(name: string, { schema }: JobClass, message: Message): unknown {
  const payload = message.encrypted ? decrypt(name, String(message.payload)) : message.payload
  return schema ? validate(name, schema, payload) : payload
}

function decrypt(name: string, payload: string): unknown {
  const json = encryption.decrypt<string>(payload, PURPOSE)
  if (json === null) {
    throw new E_INVALID_PAYLOAD([
      name,
      'cannot be decrypted. Was APP_KEY changed since it was dispatched?',
    ])
  }
  return JSON.parse(json)
}

async function validate(name: string, schema: NonNullable<JobClass['schema']>, payload: unknown) {
  try {
    return await schema.validate(payload, { meta: undefined })
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    const mistakes = error.messages.map(
      ({ field, message }: { field: string; message: string }) => `${field}: ${message}`
    )
    throw new E_INVALID_PAYLOAD([name, `is not what its schema says (${mistakes.join(', ')})`])
  }
}

/**
 * The payload as JSON. It arrives as it was sent or not at all, so what JSON would change without a word (dates,
 * models, NaN) is an error.
 * @throws E_INVALID_PAYLOAD
 */
function encodePayload(name: string, payload: unknown = {}): string {
  const refuse = (reason: string): never => {
    throw new E_INVALID_PAYLOAD([name, reason])
  }
  check(payload, 'payload', [], refuse)

  const json = JSON.stringify(payload)
  const bytes = Buffer.byteLength(json)
  if (bytes > LARGEST_PAYLOAD) {
    refuse(
      `has ${bytes} bytes as JSON, more than ${LARGEST_PAYLOAD}. Pass ids, and let the job load the rest`
    )
  }
  if (!isStorable(json)) refuse('has a character that is no text: U+0000 or half an emoji')
  return json
}

function check(value: unknown, path: string, parents: object[], refuse: (why: string) => never) {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value !== 'object' || !isPlain(value)) {
    return refuse(`is not JSON: ${path} is ${describe(value)}. Pass ids and small values`)
  }
  if (parents.includes(value))
    return refuse(`is not JSON: ${path} contains itself. Pass ids and small values`)
  if (parents.length === MOST_LEVELS)
    return refuse(`has more than ${MOST_LEVELS} levels. Pass ids and small values`)

  for (const [key, child] of entriesOf(value)) {
    if (child === undefined && !Array.isArray(value)) continue
    check(child, `${path}.${key}`, [...parents, value], refuse)
  }
}

/** The holes of a list too, which JSON would make null. */
function entriesOf(value: object): Iterable<[string | number, unknown]> {
  return Array.isArray(value) ? value.entries() : Object.entries(value)
}

function isPlain(value: object) {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}

function describe(value: unknown) {
  if (typeof value === 'object') {
    const name = value!.constructor?.name
    return name ? `a ${name}` : 'an object of no class'
  }
  return ['function', 'bigint', 'symbol'].includes(typeof value)
    ? `a ${typeof value}`
    : String(value)
}

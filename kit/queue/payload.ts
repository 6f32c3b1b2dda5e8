import { errors } from '@vinejs/vine'
import encryption from '@adonisjs/core/services/encryption'
import { E_INVALID_PAYLOAD } from '#queue/errors'
import { jsonCopy, NotJson } from '#queue/json_copy'
import { markOf } from '#queue/schema_mark'
import type { JobClass, Message } from '#queue/types'

const LARGEST_PAYLOAD = 64 * 1024

/** Each encrypted payload is made for it. */
export const PURPOSE = 'job'

/**
 * Encodes the payload for the broker. A value that would not arrive unchanged is refused.
 * @throws E_INVALID_PAYLOAD
 */
export async function sealPayload(
  name: string,
  { schema, encrypted }: JobClass,
  payload: unknown = {}
): Promise<Pick<Message, 'payload' | 'encrypted' | 'schema'>> {
  const { copy, json } = encodePayload(name, payload)
  const mark = schema && { schema: markOf(schema) }
  if (schema) await validate(name, schema, JSON.parse(json))
  if (!encrypted) return { payload: copy, ...mark }
  return { payload: encryption.encrypt(json, undefined, PURPOSE), encrypted: true, ...mark }
}

/**
 * Decodes the payload for `handle`. With a schema it returns a promise of the validated payload.
 * @throws E_INVALID_PAYLOAD
 */
export function openPayload(
  name: string,
  { schema }: Pick<JobClass, 'schema'>,
  message: Message
): unknown {
  const payload = message.encrypted ? decrypt(name, String(message.payload)) : message.payload
  return schema ? validate(name, schema, payload) : payload
}

function decrypt(name: string, payload: string): unknown {
  const json = encryption.decrypt<string>(payload, PURPOSE)
  if (json === null) {
    throw new E_INVALID_PAYLOAD([
      name,
      'cannot be decrypted. Has APP_KEY changed since the dispatch? Add the former one to APP_PREVIOUS_KEYS',
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
    throw new E_INVALID_PAYLOAD([name, `does not match its schema (${mistakes.join(', ')})`])
  }
}

/**
 * Refuses values that JSON would silently change (dates, models, `undefined`, -0).
 * @throws E_INVALID_PAYLOAD
 */
function encodePayload(name: string, payload: unknown) {
  try {
    const copy = jsonCopy(payload, 'payload', LARGEST_PAYLOAD)
    const json = JSON.stringify(copy)
    const bytes = Buffer.byteLength(json)
    if (bytes > LARGEST_PAYLOAD) {
      throw new NotJson(
        `has ${bytes} bytes as JSON, more than ${LARGEST_PAYLOAD}. Pass ids, and let the job load the rest`
      )
    }
    return { copy, json }
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    throw new E_INVALID_PAYLOAD([name, error.message], { cause: error.cause })
  }
}

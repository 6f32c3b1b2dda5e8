import type { AsyncMessage, SyncMessage } from 'rabbitmq-client'
import {
  IDENTITY,
  isCount,
  isObject,
  isTrue,
  LARGEST_MESSAGE,
  MESSAGE,
  optional,
  REQUIRED,
  wrongField,
  type Checks,
} from '#queue/message_check'
import { isStorable } from '#queue/run_log/storable'
import type { StoredJob } from '#queue/types'
import { fromWire, toWire, type WireJob } from '#queue/wire_names'

/** A message to publish, without the properties that all our messages share. */
export interface Outgoing {
  exchange: string
  routingKey: string
  messageId?: string
  type?: string
  contentType?: string
  contentEncoding?: string
  headers?: Record<string, string | number>
  body: Buffer
}

/** A delivered message, parsed and checked. */
export interface Incoming {
  job: StoredJob
  /** How often it was delivered before and neither acknowledged nor released. */
  returns: number
  /** The returns of earlier copies of this message that were caused by a worker's death. */
  crashes: number
  redelivered: boolean
}

type Received = AsyncMessage | SyncMessage

export class UnreadableMessage extends Error {}

const CRASHES = 'x-crashes'

const WIRE_JOB: Checks = {
  ...IDENTITY,
  ...REQUIRED,
  priority: optional(isCount),
  attempt: optional(isCount),
  suspect: optional(isTrue),
}

/**
 * @param queue its name in RabbitMQ
 */
export function toMessage(job: StoredJob, queue: string, crashes = 0): Outgoing {
  return {
    exchange: '',
    routingKey: queue,
    messageId: job.id,
    type: job.name,
    contentType: 'application/json',
    // With an encoding the client does not parse the body, and hands over the bytes.
    contentEncoding: 'utf-8',
    ...(crashes > 0 && { headers: { [CRASHES]: crashes } }),
    body: Buffer.from(JSON.stringify({ ...toWire(job), delay: undefined })),
  }
}

/**
 * The job's queue is always the queue that delivered the message, whatever the message says.
 * @throws UnreadableMessage with the reason
 */
export function readMessage(message: Received, queue: string): Incoming {
  const { headers, redelivered } = message
  const job = parse(message.body)
  checkFields(job, WIRE_JOB)
  checkFields(job.message, MESSAGE)
  return {
    job: { ...fromWire(job), queue, delay: 0 },
    returns: redelivered ? countIn(headers?.['x-delivery-count']) : 0,
    crashes: countIn(headers?.[CRASHES]),
    redelivered,
  }
}

/**
 * Keeps the body, so that one can see what was sent. It is the same to the byte, unless the message declared JSON
 * without an encoding: then the client has parsed it.
 */
export function toDeadMessage(message: Received, exchange: string, reason: string): Outgoing {
  const { messageId, type, contentType, contentEncoding, routingKey } = message
  const headers = { 'x-reason': reason, 'x-queue': routingKey }
  const body = bytesOf(message.body)
  return { exchange, routingKey, messageId, type, contentType, contentEncoding, headers, body }
}

export function nextAttempt({ attempt = 0 }: StoredJob) {
  return attempt + 1
}

function parse(body: unknown) {
  const bytes = bytesOf(body)
  if (bytes.length > LARGEST_MESSAGE) {
    throw new UnreadableMessage(`it has ${bytes.length} bytes, more than ${LARGEST_MESSAGE}`)
  }
  const text = bytes.toString()
  const value = parseJson(text)
  if (!isObject(value)) throw new UnreadableMessage('it is not a JSON object')
  if (text.includes('\\u') && !isStorable(JSON.stringify(value))) {
    throw new UnreadableMessage('it has an invalid character: U+0000 or half an emoji')
  }
  return value as WireJob
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UnreadableMessage('it is not JSON')
  }
}

function checkFields(value: object, checks: Checks) {
  const field = wrongField(value, checks)
  if (field) throw new UnreadableMessage(`its "${field}" is missing or wrong`)
}

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body
  return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''))
}

function countIn(header: unknown) {
  return isCount(header) ? (header as number) : 0
}

import type { Message } from '#queue/types'

type Check = (value: unknown) => boolean
export type Checks<Field extends string = string> = Record<Field, Check>

/** Bytes. A payload has at most 64 KiB. */
export const LARGEST_MESSAGE = 256 * 1024

const LONGEST_NAME = 200
const LARGEST_INTEGER = 2 ** 31 - 1
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const isObject: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isCount: Check = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_INTEGER
export const isTrue: Check = (value) => value === true
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const isNumber: Check = (value) => Number.isFinite(value) && (value as number) >= 0
const isUuid: Check = (value) => typeof value === 'string' && UUID.test(value)
const isName: Check = (value) =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= LONGEST_NAME &&
  value.isWellFormed() &&
  !value.includes('\0')
const isOrigin: Check = (value) =>
  isObject(value) &&
  Object.values(value as object).every((one) => typeof one === 'string') &&
  optional(isUuid)((value as { parent?: unknown }).parent)

const isLock: Check = (value) => {
  const { key, for: time } = (value ?? {}) as { key?: unknown; for?: unknown }
  return typeof key === 'string' && isNumber(time)
}

/** A row of the run log needs these fields. */
export const IDENTITY = { id: isUuid, name: isName } satisfies Checks

export const REQUIRED = {
  message: isObject,
  attempts: (value) => isCount(value) && value !== 0,
  backoff: isCount,
} satisfies Checks

export const MESSAGE: Checks<keyof Message> = {
  payload: (value) => value !== undefined,
  encrypted: optional(isTrue),
  timeout: optional(isNumber),
  expiresAt: optional(isNumber),
  fixedBackoff: optional(isTrue),
  lockedUntil: optional((value) => value === 'started' || value === 'finished'),
  lock: optional(isLock),
  followed: optional(isTrue),
  origin: optional(isOrigin),
  app: optional(isName),
  schema: optional(isName),
  unknownSince: optional(isNumber),
}

/**
 * Checks a message from a broker. Any program may have written it, and a single value that PostgreSQL refuses would
 * block the whole run log.
 * @returns the first field that is missing or invalid
 */
export function wrongField(value: object, checks: Checks): string | undefined {
  for (const field in checks) {
    if (!checks[field](value[field as keyof typeof value])) return field
  }
}

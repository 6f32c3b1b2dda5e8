import { types } from 'node:util'
import { jsonCopy } from '#queue/json_copy'
import { toStorable } from '#queue/run_log/storable'

/** The largest number of nested errors that are described: causes, and the parts of an AggregateError. */
const MOST_ERRORS = 10
const MOST_FIELDS = 50
const MOST_VALUES = 200

interface ErrorTexts {
  name: string
  message: string
  /** Includes the stacks of the causes. */
  stack: string
}

/**
 * The name, message and stack of any thrown value, as texts that PostgreSQL can store. Never throws: a job may throw an
 * error with throwing getters, a proxy, or a value that is not an error.
 */
export function textsOf(thrown: unknown): ErrorTexts {
  if (!isError(thrown)) {
    const message = toStorable(thrown)
    return { name: 'Error', message, stack: toStorable(`Error: ${message}`) }
  }
  return { ...headOf(thrown), stack: toStorable(stacksOf(thrown, new Set())) }
}

/**
 * Returns the thrown value itself if it is a readable error, otherwise an error that describes it.
 */
export function toError(thrown: unknown): Error {
  if (isError(thrown) && isReadable(thrown)) return thrown
  const { name, message, stack } = textsOf(thrown)
  const error = new Error(message)
  return isError(thrown) ? Object.assign(error, { name, stack }) : error
}

/**
 * Replaces pino's error serializer, which fails on an error with a throwing getter, and which writes to the error, even
 * if it is frozen.
 */
export function serializeError(thrown: unknown) {
  const { message, stack } = textsOf(thrown)
  return { ...fieldsOf(thrown), type: typeOf(thrown), message, stack }
}

/** Also recognizes an error of another realm (`node:vm`). */
function isError(value: unknown): value is Error {
  return Error.isError(value) || attempt(() => value instanceof Error) === true
}

function isReadable(error: Error) {
  if (types.isProxy(error) || attempt(() => error instanceof Error) === undefined) return false
  return Boolean(textIn(error, 'name')) && typeof textIn(error, 'message') === 'string'
}

function headOf(error: Error) {
  const name = textIn(error, 'name') ?? 'Error'
  const message = textIn(error, 'message')
  return { name: toStorable(name), message: toStorable(message ?? error) }
}

function stacksOf(thrown: unknown, told: Set<unknown>): string {
  if (told.has(thrown) || told.size === MOST_ERRORS) return '(and so on)'
  told.add(thrown)
  if (!isError(thrown)) return toStorable(thrown)

  const { name, message } = headOf(thrown)
  const stacks = [toStorable(textIn(thrown, 'stack') || `${name}: ${message}`)]
  const cause = read(thrown, 'cause')
  if (cause !== undefined) stacks.push(`caused by: ${stacksOf(cause, told)}`)
  for (const part of partsOf(thrown)) stacks.push(`made of: ${stacksOf(part, told)}`)
  return stacks.join('\n')
}

/** The parts of an AggregateError. */
function partsOf(error: Error): unknown[] {
  const parts = read(error, 'errors')
  return attempt(() => (Array.isArray(parts) ? parts.slice(0, MOST_ERRORS) : [])) ?? []
}

function typeOf(thrown: unknown) {
  const name = attempt(() => (thrown as Error).constructor.name) as unknown
  return typeof name === 'string' && name ? toStorable(name) : 'Error'
}

/** The other fields of the error that are valid JSON, such as `code`. */
function fieldsOf(thrown: unknown) {
  const fields: Record<string, unknown> = {}
  if (!isError(thrown)) return fields
  for (const key of attempt(() => Object.keys(thrown).slice(0, MOST_FIELDS)) ?? []) {
    if (key === 'cause' || key === 'errors') continue
    const value = attempt(() => jsonCopy(read(thrown, key), key, MOST_VALUES))
    if (value !== undefined) fields[key] = typeof value === 'string' ? toStorable(value) : value
  }
  return fields
}

/**
 * @returns undefined if the property is missing, null if it is not a string
 */
function textIn(error: Error, key: string) {
  const value = read(error, key)
  return value === undefined || typeof value === 'string' ? value : null
}

/** Reads a property, and returns undefined if its getter throws. */
function read(error: object, key: string): unknown {
  return attempt(() => Reflect.get(error, key) as unknown)
}

function attempt<Result>(ask: () => Result): Result | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

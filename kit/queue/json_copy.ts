/** The deepest nesting of lists and objects. */
const MOST_LEVELS = 100

/** The message names the problem: 'is not JSON: payload.at is a Date'. */
export class NotJson extends Error {}

interface Copying {
  /** The number of values that may still be copied. Each value takes at least one byte of JSON. */
  left: number
  parents: object[]
}

/**
 * Copies a value that stays equal after `JSON.stringify` and `JSON.parse`. It reads each property once, so a getter or
 * a proxy cannot return a different value when the copy is written.
 * @param most the largest number of values that are copied
 * @throws NotJson when JSON would silently change a value, or cannot represent it
 */
export function jsonCopy(value: unknown, path: string, most: number): unknown {
  return copy(value, path, { left: most, parents: [] })
}

function copy(value: unknown, path: string, copying: Copying): unknown {
  if (copying.left-- <= 0) throw new NotJson('has too many values. Pass ids and small values')
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return checkText(value, path)
  if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return value
  if (typeof value !== 'object') return refuse(`${path} is ${describe(value)}`)
  return copyObject(value, path, copying)
}

function copyObject(value: object, path: string, copying: Copying) {
  const { parents } = copying
  if (parents.includes(value)) return refuse(`${path} contains itself`)
  if (parents.length === MOST_LEVELS) {
    throw new NotJson(`has more than ${MOST_LEVELS} levels. Pass ids and small values`)
  }
  parents.push(value)
  const isList = attempt(path, () => Array.isArray(value))
  const copied = isList
    ? copyList(value as unknown[], path, copying)
    : copyFields(value, path, copying)
  parents.pop()
  return copied
}

function copyList(list: unknown[], path: string, copying: Copying) {
  const length = attempt(path, () => list.length)
  checkKind(list, path, Array.prototype)
  checkKeys(list, path, (key) => key === 'length' || isIndex(key, length))
  const copied: unknown[] = []
  // Visits the holes of a sparse list too, because JSON would turn them into null.
  for (let index = 0; index < length; index++) {
    const at = `${path}.${index}`
    copied.push(copy(read(list, String(index), at), at, copying))
  }
  return copied
}

function copyFields(fields: object, path: string, copying: Copying) {
  checkKind(fields, path, Object.prototype, null)
  const copied: Record<string, unknown> = {}
  for (const key of checkKeys(fields, path, () => true)) {
    const at = `${path}.${key}`
    checkText(key, `a key of ${path}`)
    const value = copy(read(fields, key, at), at, copying)
    if (key === '__proto__') setOwnPrototypeKey(copied, value)
    else copied[key] = value
  }
  return copied
}

/** Defines an own property, because an assignment to `__proto__` would set the prototype instead. */
function setOwnPrototypeKey(copied: object, value: unknown) {
  const own = { value, enumerable: true, writable: true, configurable: true }
  Object.defineProperty(copied, '__proto__', own)
}

function checkKind(value: object, path: string, ...prototypes: (object | null)[]) {
  const prototype = attempt(path, () => Object.getPrototypeOf(value) as object | null)
  if (!prototypes.includes(prototype)) refuse(`${path} is ${describe(value)}`)
}

/**
 * @returns the keys; JSON would keep all of them
 */
function checkKeys(value: object, path: string, isKnown: (key: string) => boolean): string[] {
  const keys = attempt(path, () => Reflect.ownKeys(value))
  for (const key of keys) {
    if (typeof key === 'symbol') return refuse(`${path} has the key ${String(key)}`)
    if (!isKnown(key)) return refuse(`${path} is a list with the property "${key}"`)
    const isHidden = key !== 'length' && !attempt(path, () => isEnumerable(value, key))
    if (isHidden) return refuse(`${path}.${key} is not enumerable`)
  }
  return keys as string[]
}

function isEnumerable(value: object, key: string) {
  return Object.prototype.propertyIsEnumerable.call(value, key)
}

function isIndex(key: string, length: number) {
  return /^(0|[1-9]\d*)$/.test(key) && Number(key) < length
}

function read(value: object, key: string, path: string) {
  return attempt(path, () => value[key as keyof typeof value] as unknown)
}

/** A getter or a proxy may throw any value. */
function attempt<Result>(path: string, ask: () => Result): Result {
  try {
    return ask()
  } catch (error) {
    throw new NotJson(`cannot be read: ${path} throws${messageIn(error)}`, { cause: error })
  }
}

function messageIn(error: unknown) {
  try {
    const { message } = error as Error
    return typeof message === 'string' && message ? ` "${message}"` : ''
  } catch {
    return ''
  }
}

/** NUL and lone surrogates are valid JSON, but PostgreSQL's jsonb cannot store them. */
function checkText(text: string, path: string) {
  if (text.isWellFormed() && !text.includes('\0')) return text
  throw new NotJson(`has an invalid character: ${path} has U+0000 or half an emoji`)
}

function refuse(reason: string): never {
  throw new NotJson(`is not JSON: ${reason}. Pass ids and small values`)
}

function describe(value: unknown) {
  if (Object.is(value, -0)) return '-0'
  if (typeof value === 'object') {
    const name = nameOf(value as object)
    return name ? `a ${name}` : 'an object of no class'
  }
  return ['function', 'bigint', 'symbol'].includes(typeof value)
    ? `a ${typeof value}`
    : String(value)
}

function nameOf(value: object): string | undefined {
  try {
    const { name } = value.constructor
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined
  }
}

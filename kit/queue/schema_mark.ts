import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import type { JobClass } from '#queue/types'

type Schema = NonNullable<JobClass['schema']>

const LENGTH = 16

const marks = new WeakMap<Schema, string>()

/**
 * Computes a text that is equal for equal schemas. If the marks of the dispatch and of the worker differ, they belong
 * to different releases, so a payload that the worker refuses may be valid in the other release.
 */
export function markOf(schema: Schema): string {
  const mark = marks.get(schema) ?? compute(schema)
  marks.set(schema, mark)
  return mark
}

function compute(schema: Schema) {
  return createHash('sha256').update(write(schema)).digest('hex').slice(0, LENGTH)
}

function write(schema: Schema) {
  try {
    return JSON.stringify(schema.toJSON(), (_key, value: unknown) => textOf(value))
  } catch {
    return inspect(schema.toJSON(), { depth: null })
  }
}

/** Serializes the rules of a schema, which are functions, and options that JSON does not support. */
function textOf(value: unknown) {
  if (typeof value === 'function' || typeof value === 'bigint') return String(value)
  return value instanceof RegExp || value instanceof Set || value instanceof Map
    ? inspect(value)
    : value
}

import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import type { JobClass } from '#queue/types'

type Schema = NonNullable<JobClass['schema']>

const LENGTH = 16

const marks = new WeakMap<Schema, string>()

/**
 * A text that is equal for equal schemas. When the worker's mark differs from the dispatch's, the two are of different
 * releases, so a payload that the worker refuses may be right.
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

/** The rules of a schema are functions, and their options may be something that JSON cannot hold. */
function textOf(value: unknown) {
  if (typeof value === 'function' || typeof value === 'bigint') return String(value)
  return value instanceof RegExp || value instanceof Set || value instanceof Map
    ? inspect(value)
    : value
}

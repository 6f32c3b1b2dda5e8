import { inputLimits } from '#http/config'
import { E_INPUT_REFUSED, E_INPUT_TOO_LARGE } from '#http/input_exceptions'
import { isStorable, normalizeText, secretText, typedText } from '#http/input/text'

/**
 * Cleans the body of a form or a JSON document: normalizes each text, except the secrets of config/input.ts.
 * @throws E_INPUT_REFUSED, E_INPUT_TOO_LARGE
 */
export function cleanBody<Body>(body: Body) {
  return clean(body, (text, name) => {
    return inputLimits.secrets.includes(name) ? secretText(text) : typedText(text)
  })
}

/**
 * Does the same for a query. A signed address must match its signature exactly, so its query stays unchanged.
 * @throws E_INPUT_REFUSED, E_INPUT_TOO_LARGE
 */
export function cleanQuery(query: Record<string, unknown>) {
  return clean(query, 'signature' in query ? (text) => text : normalizeText)
}

/**
 * Rejects input that is nested too deep, has too many values or cannot be stored, and rewrites each text. It changes
 * the lists and objects in place; uploaded files stay unchanged.
 */
function clean<Input>(input: Input, rewrite: (text: string, name: string) => string | null): Input {
  let fields = 0

  const visit = (value: unknown, depth: number, name = ''): unknown => {
    if (isContainer(value) && Object.keys(value).length > 0) return visitAll(value, depth)
    if (++fields > inputLimits.fields) throw new E_INPUT_TOO_LARGE(['it has too many fields'])
    return typeof value === 'string' ? rewrite(storable(value), name) : value
  }

  const visitAll = (container: Record<string, unknown>, depth: number) => {
    if (depth > inputLimits.depth) throw new E_INPUT_REFUSED(['a value is nested too deep'])
    for (const key of Object.keys(container)) {
      container[storable(key)] = visit(container[key], depth + 1, key)
    }
    return container
  }

  return visit(input, 1) as Input
}

function isContainer(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === null || prototype === Object.prototype
}

function storable(text: string) {
  if (!isStorable(text)) throw new E_INPUT_REFUSED(['a text has an invalid character'])
  return text
}

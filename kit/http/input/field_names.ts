import { inputLimits } from '#http/config'
import { E_INPUT_REFUSED, E_INPUT_TOO_LARGE } from '#http/input_exceptions'

/**
 * Rejects a field name that nests too deep or has too high a list position, such as `a[999999999]`. A repeated field
 * becomes a list, so one level is reserved for it.
 * @throws E_INPUT_REFUSED
 */
export function checkFieldName(name: string) {
  if (name.length > inputLimits.name) throw new E_INPUT_REFUSED(['a name is too long'])
  if (levelsOf(name) >= inputLimits.depth) throw new E_INPUT_REFUSED(['a name is nested too deep'])
  if (positionsIn(name).some((position) => position > inputLimits.index)) {
    throw new E_INPUT_REFUSED(['the index of a list is too high'])
  }
}

/**
 * Rejects a query or an urlencoded body that has too many fields or a field that `checkFieldName` rejects. It reads the
 * raw text, because the parsers silently drop fields beyond their limits.
 * @throws E_INPUT_REFUSED, E_INPUT_TOO_LARGE
 */
export function checkUrlencoded(text: string) {
  const fields = text.split('&', inputLimits.fields + 1)
  if (fields.length > inputLimits.fields) throw new E_INPUT_TOO_LARGE(['it has too many fields'])
  for (const field of fields) checkFieldName(decoded(nameOf(field)))
}

/** Finds the name as the parser does: an equals sign inside brackets belongs to the name. */
function nameOf(field: string) {
  const text = field.replace(/%5B/gi, '[').replace(/%5D/gi, ']')
  const end = text.includes(']=') ? text.indexOf(']=') + 1 : text.indexOf('=')
  return end === -1 ? text : text.slice(0, end)
}

function decoded(name: string) {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

function levelsOf(name: string) {
  return 1 + (name.match(/[[.]/g)?.length ?? 0)
}

/** The multipart parser ignores quotes and backslashes: `a["5"]` is `a[5]`. */
function positionsIn(name: string) {
  return [...name.replace(/["'\\]/g, '').matchAll(/[[.](\d+)(?=[\].[]|$)/g)].map(([, digits]) =>
    Number(digits)
  )
}

import { ChangeRefused } from '#generators/changes'

/** A word with its arguments: `decimal(12,2)`. */
export interface Term {
  word: string
  args: string[]
}

/** A field as it is typed, before its type is known: `budget:decimal(12,2)?:index`. */
export interface FieldNotation {
  name: string
  type: Term & { isArray: boolean }
  isOptional: boolean
  modifiers: Term[]
  source: string
}

/**
 * Reads `name:type(arguments)?:modifier(arguments)…`. Because shells want quotes around parentheses, `type=arguments` is
 * the same. An argument with a comma, a colon or a parenthesis stands in quotes:
 * `state:string:default("to do, later")`.
 * @throws ChangeRefused with the part that cannot be read
 */
export function readField(source: string): FieldNotation {
  const [name, ...parts] = split(source, ':')
  if (!name.trim() || !parts[0]?.trim()) {
    throw new ChangeRefused(`"${source}" is not a field. Write name:type, such as dueOn:date?`)
  }
  // `name:string:unique?` means an optional field too: the mark belongs to the field, not to its place.
  const marks = parts.map((part) => part.trim().endsWith('?'))
  const [type, ...modifiers] = parts.map((part) => part.trim().replace(/\?$/, ''))
  const isArray = type.endsWith('[]')
  return {
    name: name.trim(),
    type: { ...readTerm(type.replace(/\[\]$/, ''), source), isArray },
    isOptional: marks.includes(true),
    modifiers: modifiers.map((modifier) => readTerm(modifier, source)),
    source,
  }
}

function readTerm(text: string, source: string): Term {
  const [, word, inside, behind] = /^([A-Za-z]\w*)(?:\(([\s\S]*)\)|=([\s\S]*))?$/.exec(text) ?? []
  const list = inside ?? behind
  if (!word) throw new ChangeRefused(`"${source}": cannot read "${text}"`)
  const args = list === undefined ? [] : split(list, ',').map((arg) => unquoted(arg.trim()))
  return { word, args }
}

function unquoted(text: string) {
  const [, , inner] = /^(["'])([\s\S]*)\1$/.exec(text) ?? []
  return inner ?? text
}

/** Splits a text at a separator outside of parentheses and quotes. */
function split(text: string, separator: string) {
  const parts = ['']
  let depth = 0
  let quote = ''
  for (const sign of text) {
    if (quote) quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '(') depth++
    else if (sign === ')') depth--
    if (sign === separator && depth === 0 && !quote) parts.push('')
    else parts[parts.length - 1] += sign
    if (depth < 0) throw new ChangeRefused(`"${text}" has a closing parenthesis too many`)
  }
  if (depth > 0 || quote)
    throw new ChangeRefused(`"${text}" has an open ${quote ? 'quote' : 'parenthesis'}`)
  return parts
}

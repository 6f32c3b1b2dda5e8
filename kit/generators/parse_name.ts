import string from '@adonisjs/core/helpers/string'
import { CommandRefused } from '#console/asking_command'
import { nameOf, type Name, type Naming } from '#generators/name'
import { RESERVED_WORDS } from '#generators/resource/names'

const LONGEST = 50
/** Classes of JavaScript that a class of the same name would hide. */
const BUILT_IN = ['array', 'date', 'error', 'map', 'math', 'object', 'promise', 'proxy', 'set']

const DEEPEST = 4

/**
 * @throws CommandRefused with a better name
 */
export function parseName(given: string, naming: Naming): Name {
  const refusal = refusalOf(given, naming)
  if (refusal) {
    const better = suggestionFor(given, naming)
    throw new CommandRefused(`"${shortened(given)}" ${refusal}. Give one such as ${better}`)
  }
  return nameOf(given, naming)
}

function refusalOf(given: string, naming: Naming) {
  const { suffix, taken = [], isPath, hasNamespace, separator = '/' } = naming
  if (!given.trim()) return 'is an empty name'
  if (/^[/\\]|(^|[/\\])\.{1,2}([/\\]|$)/.test(given)) return 'is a path outside of the folder'
  // eslint-disable-next-line no-control-regex
  if (/[^\x00-\x7F]/.test(given)) return 'has letters that are not ASCII'
  const parts = given.split(hasNamespace ? /[/:]/ : separator)
  if (parts.some((part) => !/^[a-z][\w-]*$/i.test(part))) return 'is not a valid name'
  if (parts.length > DEEPEST) return 'has too many folders'
  if (parts.some((part) => part.length > LONGEST)) {
    return `is longer than ${LONGEST} characters`
  }
  const { snake } = nameOf(given, { suffix, separator })
  if (isPath) return undefined
  if (RESERVED_WORDS.has(snake) || BUILT_IN.includes(snake)) return 'is a reserved word'
  if (taken.includes(snake)) return 'is the name of a base class'
}

/** The nearest valid name, or the example. */
function suggestionFor(given: string, naming: Naming) {
  const { separator = '/' } = naming
  const plain = given
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .split(separator)
    .map((part) => string.snakeCase(part.replace(/[^\w-]+/g, ' ').replace(/^[\W\d_]+/, '')))
    .map((part) => part.split('_').slice(0, 3).join('_'))
    .filter(Boolean)
    .slice(-2)
    .join(separator)
  return refusalOf(plain, naming) ? naming.example : plain
}

function shortened(text: string) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

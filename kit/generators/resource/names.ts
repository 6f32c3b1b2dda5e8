import string from '@adonisjs/core/helpers/string'
import { ChangeRefused } from '#generators/changes'

/** The spellings of a resource's name: of one record, and of several. */
export interface ResourceNames {
  /** `InvoiceItem`: the model. */
  model: string
  /** `InvoiceItems`: the controller, without its suffix. */
  models: string
  /** `invoiceItem`: a variable, a prop. */
  one: string
  /** `invoiceItems` */
  many: string
  /** `invoiceItem`, in a test: another variable there may have the name. */
  record: string
  /** `invoice_item`: files of the model. */
  file: string
  /** `invoice_items`: the table, the routes, the folder of the pages and the area of the texts. */
  table: string
  /** `invoice-items`: the address. */
  path: string
  /** `invoice item`: in the middle of a sentence. */
  noun: string
  /** `invoice items` */
  nouns: string
}

/** Words that a class cannot be called, because the generated code already uses a class or a variable of that name. */
export const TAKEN_NAMES = new Set(
  [
    ...['Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'Date', 'Error', 'Function', 'Infinity'],
    ...['Intl', 'Iterator', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Partial', 'Pick'],
    ...['Promise', 'Proxy', 'Record', 'Reflect', 'RegExp', 'Required', 'Set', 'String', 'Symbol'],
    ...[
      'WeakMap',
      'Argument',
      'Assert',
      'Auth',
      'Base',
      'Bouncer',
      'Choice',
      'Column',
      'Data',
      'DateTime',
    ],
    ...['Db', 'Env', 'HttpContext', 'Inertia', 'Request', 'Response', 'Router', 'Schema', 'Seeder'],
    ...['Session', 'SubQuery', 'T', 'Vine', 'Action', 'BelongsTo', 'Can', 'Console', 'Constructor'],
    ...['Created', 'Drive', 'Id', 'Inspector', 'Key', 'ManyToMany', 'ParseInt', 'Ref', 'Slot'],
    ...['StoredFile', 'ToString', 'Total', 'Trx', 'UrlFor'],
  ].map((word) => word.toLowerCase())
)

/** Words that cannot name a variable: https://262.ecma-international.org/#sec-keywords-and-reserved-words */
export const RESERVED_WORDS = new Set([
  ...['arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger'],
  ...['default', 'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally'],
  ...['for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'let'],
  ...['new', 'null', 'package', 'private', 'protected', 'public', 'return', 'static', 'super'],
  ...['switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void', 'while'],
  ...['with', 'yield'],
])

/** Variables that a test has beside its record. */
const TEST_VARIABLES = new Set([
  ...['before', 'client', 'data', 'deleted', 'empty', 'field', 'file', 'found', 'group', 'newer'],
  ...['member', 'older', 'owner', 'page', 'same', 'stranger', 'test', 'token', 'value', 'visit'],
])

/** PostgreSQL cuts longer names: https://www.postgresql.org/docs/18/sql-syntax-lexical.html */
const LONGEST_NAME = 40

/**
 * The names of a resource, from its singular in any spelling: `InvoiceItem`, `invoice_item` or `invoice-item`.
 * @throws NameRefused for a name that cannot be used, with suggestions
 */
export function resourceNames(given: string): ResourceNames {
  const model = modelName(given)
  const models = string.plural(model)
  const one = string.camelCase(model)
  return {
    model,
    models,
    one,
    many: string.camelCase(models),
    record: TEST_VARIABLES.has(one) ? `${one}Record` : one,
    file: string.snakeCase(model),
    table: string.snakeCase(models),
    path: string.dashCase(models),
    noun: string.noCase(model),
    nouns: string.noCase(models),
  }
}

function modelName(given: string) {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:[_ -][A-Za-z0-9]+)*$/.test(given)) {
    throw new NameRefused(
      given,
      'Use only the letters a to z and digits, and begin with a letter',
      'InvoiceItem'
    )
  }
  const model = string.pascalCase(given)
  if (model.length > LONGEST_NAME) {
    throw new NameRefused(given, `It is longer than ${LONGEST_NAME} characters`, model.slice(0, 12))
  }
  checkNumbers(given, model)
  if (RESERVED_WORDS.has(model.toLowerCase()) || TAKEN_NAMES.has(model.toLowerCase())) {
    throw new NameRefused(
      given,
      'The code needs this word for something else',
      `Product${model}`,
      `Team${model}`
    )
  }
  return model
}

/** @throws NameRefused for a word whose singular and plural do not lead to each other */
function checkNumbers(given: string, model: string) {
  const [one, models] = [string.singular(model), string.plural(model)]
  if (models === one) {
    throw new NameRefused(
      given,
      'Its plural is the same word, so a list and a record would have one name',
      `${model}Item`
    )
  }
  if (one !== model && models === model) {
    throw new NameRefused(
      given,
      `It is read as the plural of ${one}`,
      one,
      `${model}Item`,
      `Team${one}`
    )
  }
  // A lens is no plural, although it ends as one.
  if (one !== model) throw new NameRefused(given, `Its singular is read as ${one}`, `${model}Item`)
  if (string.pascalCase(string.snakeCase(models)) !== models || string.singular(models) !== model) {
    throw new NameRefused(
      given,
      `The table of ${models} would not lead back to this name`,
      `${model}Item`
    )
  }
}

/** How many letters of a name a suggestion keeps. */
const LONGEST_WORD = 20

/** How many suggestions a message has. */
const SUGGESTED = 2

/** A name that cannot be used, with better ones. */
export class NameRefused extends ChangeRefused {
  readonly #given: string
  readonly #reason: string
  readonly #suggestions: string[]

  constructor(given: string, reason: string, ...suggestions: string[]) {
    super(
      `"${given}" cannot name a resource. ${reason}. Try ${suggestions.slice(0, SUGGESTED).join(' or ')}`
    )
    this.#given = given
    this.#reason = reason
    this.#suggestions = suggestions
  }

  /** Names with the letters that were given, and some that are always possible. */
  get #others() {
    const word = string.pascalCase(this.#given.replace(/[^a-z]+/gi, ' ')).slice(0, LONGEST_WORD)
    const own = word && [`Team${word}`, `Shared${word}`, `${word}Item`]
    return [...own, 'InvoiceItem', 'TeamItem', 'SharedItem']
  }

  /** The same with only the suggestions that can be used. */
  among(isUsable: (name: string) => boolean) {
    const names = new Set([...this.#suggestions, ...this.#others])
    const usable = [...names].filter(isUsable)
    const known = usable.filter((name) => this.#suggestions.includes(name))
    return new NameRefused(
      this.#given,
      this.#reason,
      ...(known.length > 0 ? known : usable.slice(0, 1))
    )
  }
}

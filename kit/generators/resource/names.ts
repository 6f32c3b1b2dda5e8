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

/** Words that a class cannot be called, because the generated code already uses or extends a class of that name. */
const TAKEN_CLASSES = new Set(
  [
    ...[
      'Array',
      'ArrayBuffer',
      'BigInt',
      'Boolean',
      'Date',
      'Error',
      'Function',
      'Infinity',
      'Intl',
    ],
    ...['Iterator', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Partial', 'Pick', 'Promise'],
    ...['Proxy', 'Record', 'Reflect', 'RegExp', 'Required', 'Set', 'String', 'Symbol', 'WeakMap'],
    ...[
      'Data',
      'DateTime',
      'Form',
      'Head',
      'HttpContext',
      'Job',
      'Link',
      'Model',
      'Policy',
      'Request',
    ],
    ...['Response', 'Router', 'Row', 'Schema', 'Seeder', 'T', 'Transformer', 'Validator', 'Window'],
    ...[
      'Document',
      'Element',
      'Event',
      'File',
      'Image',
      'Location',
      'Node',
      'Option',
      'Text',
      'Url',
    ],
    // The name of the record is that of a variable too, and of a relation: the relations of Lucid have a `client`.
    ...['Client', 'Instance', 'Builder', 'SubQuery', 'Assert', 'Auth', 'Bouncer', 'Choice'],
    ...['Column', 'Db', 'Format', 'Inertia', 'Metadata', 'Owner', 'Session', 'Stranger', 'Value'],
    ...[
      'Factory',
      'Controller',
      'Component',
      'Page',
      'Field',
      'Base',
      'App',
      'Env',
      'Test',
      'Route',
    ],
  ].map((word) => word.toLowerCase())
)

/** The words of the language itself: https://262.ecma-international.org/#sec-keywords-and-reserved-words */
export const RESERVED_WORDS = new Set([
  ...['abstract', 'any', 'arguments', 'as', 'async', 'await', 'boolean', 'break', 'case', 'catch'],
  ...[
    'class',
    'const',
    'continue',
    'debugger',
    'declare',
    'default',
    'delete',
    'do',
    'else',
    'enum',
  ],
  ...['eval', 'export', 'extends', 'false', 'finally', 'for', 'from', 'function', 'get', 'if'],
  ...[
    'implements',
    'import',
    'in',
    'instanceof',
    'interface',
    'let',
    'module',
    'namespace',
    'never',
  ],
  ...[
    'new',
    'null',
    'number',
    'object',
    'of',
    'package',
    'private',
    'protected',
    'public',
    'readonly',
  ],
  ...[
    'return',
    'set',
    'static',
    'string',
    'super',
    'switch',
    'symbol',
    'this',
    'throw',
    'true',
    'try',
  ],
  ...['type', 'typeof', 'undefined', 'unique', 'unknown', 'var', 'void', 'while', 'with', 'yield'],
])

/** PostgreSQL cuts longer names: https://www.postgresql.org/docs/18/sql-syntax-lexical.html */
const LONGEST_NAME = 40

/**
 * The names of a resource, from its singular in any spelling: `InvoiceItem`, `invoice_item` or `invoice-item`.
 * @throws ChangeRefused for a name that cannot be used, with a suggestion.
 */
export function resourceNames(given: string): ResourceNames {
  const model = modelName(given)
  const models = string.plural(model)
  return {
    model,
    models,
    one: string.camelCase(model),
    many: string.camelCase(models),
    file: string.snakeCase(model),
    table: string.snakeCase(models),
    path: string.dashCase(models),
    noun: string.noCase(model),
    nouns: string.noCase(models),
  }
}

function modelName(given: string) {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:[_ -][A-Za-z0-9]+)*$/.test(given)) {
    throw refused(
      given,
      'Use only the letters a to z and digits, and begin with a letter',
      'InvoiceItem'
    )
  }
  const model = string.pascalCase(given)
  if (model.length > LONGEST_NAME) {
    throw refused(given, `It is longer than ${LONGEST_NAME} characters`, model.slice(0, 12))
  }
  if (string.plural(model) === string.singular(model)) {
    throw refused(
      given,
      'Its plural is the same word, so a list and a record would have one name',
      `${model}Item`
    )
  }
  if (string.singular(model) !== model) {
    throw refused(given, 'It is a plural', string.singular(model))
  }
  const models = string.plural(model)
  if (string.pascalCase(string.snakeCase(models)) !== models) {
    throw refused(given, `The table of ${models} would not lead back to this name`, `${model}Item`)
  }
  if (RESERVED_WORDS.has(model.toLowerCase()) || TAKEN_CLASSES.has(model.toLowerCase())) {
    const other = model === 'Client' ? 'Customer' : `Product${model}`
    throw refused(given, 'The code needs this word for something else', other)
  }
  return model
}

function refused(given: string, reason: string, suggestion: string) {
  return new ChangeRefused(`"${given}" cannot name a resource. ${reason}. Try ${suggestion}`)
}

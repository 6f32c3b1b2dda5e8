import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { DEFAULT_LOCALE, type Catalogue } from './catalogue.ts'
import { ruleOf } from './message_formatter.ts'
import { hasTags, listTypeOf, parseMessage, styleOf } from './message_parser.ts'

type Tree = { [name: string]: Tree | string }

/** The generated code of each message, by key. */
export type Compiled = Record<string, string>

/**
 * Compiles messages to code, so that the browser needs no ICU parser: a plain message becomes a string, any other a
 * function of its values `v` and the locale's formatters `f` (message_runtime.ts). A missing or invalid message falls
 * back to the default locale's message and rules; `report` gets the error.
 */
export function compileCatalogue(
  catalogue: Catalogue,
  locale = DEFAULT_LOCALE,
  reference = catalogue,
  report: (problem: string) => void = () => {}
): Compiled {
  const attempt = (key: string, message: string | undefined, language: string) => {
    try {
      return message === undefined ? undefined : compileMessage(message, language, locale)
    } catch (error) {
      report(`${language}, ${key}: ${(error as Error).message}`)
      return undefined
    }
  }
  const entries = Object.entries(reference).map(([key, fallback]) => [
    key,
    attempt(key, catalogue[key], locale) ??
      attempt(key, fallback, DEFAULT_LOCALE) ??
      JSON.stringify(key),
  ])
  return Object.fromEntries(entries)
}

/** Writes a tree, which compresses a tenth smaller than full keys; `flatten` of message_runtime.ts reads it. */
export function moduleOf(compiled: Compiled): string {
  const root: Tree = {}
  for (const [key, code] of Object.entries(compiled)) {
    plant(root, key.split('.'), code)
  }
  return `export default ${written(root)}`
}

/** `reader` is the locale of the page, if it differs from the message's locale. */
export function compileMessage(message: string, locale = DEFAULT_LOCALE, reader = locale): string {
  const elements = parseMessage(message, locale)
  const isPlain = elements.every((element) => element.type === TYPE.literal)
  const formatters = locale === reader ? 'f' : '{fallback:f}'
  return isPlain ? sequence(elements) : `(v,${formatters})=>${sequence(elements)}`
}

function sequence(elements: MessageFormatElement[]): string {
  if (hasTags(elements)) {
    return `[${elements.map(part).join()}]`
  }
  if (elements.length === 1 && isText(elements[0])) {
    return expression(elements[0])
  }
  const isPlain = elements.every((element) => element.type === TYPE.literal)
  return isPlain ? JSON.stringify(elements.map(literal).join('')) : template(elements)
}

/** A part of a tree must be text, whatever the type of its value. */
function part(element: MessageFormatElement) {
  return element.type === TYPE.argument ? template([element]) : expression(element)
}

/** Runtime calls return text if there are no tags; a value can have any type. */
function isText({ type }: MessageFormatElement) {
  return type !== TYPE.argument && type !== TYPE.literal
}

function template(elements: MessageFormatElement[]) {
  const parts = elements.map((element) =>
    element.type === TYPE.literal ? escaped(element.value) : `\${${expression(element)}}`
  )
  return `\`${parts.join('')}\``
}

function escaped(text: string) {
  return text.replaceAll(/[`\\]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r')
}

function literal(element: MessageFormatElement) {
  return element.type === TYPE.literal ? element.value : ''
}

function expression(element: MessageFormatElement): string {
  switch (element.type) {
    case TYPE.literal:
      return JSON.stringify(element.value)
    case TYPE.argument:
      return `${valueOf(element)}??""`
    case TYPE.number:
      return listTypeOf(element)
        ? call('list', valueOf(element), JSON.stringify(listTypeOf(element)))
        : call('number', valueOf(element), styleArgument(styleOf(element)))
    case TYPE.date:
    case TYPE.time:
      return call('date', valueOf(element), styleArgument(styleOf(element)))
    case TYPE.select:
      return call('select', valueOf(element), branches(element.options))
    case TYPE.plural: {
      const offset = element.offset ? `${element.offset}` : undefined
      return call(ruleOf(element.pluralType), valueOf(element), branches(element.options), offset)
    }
    case TYPE.pound:
      return 'f.number(n)'
    case TYPE.tag:
      return `{tag:${JSON.stringify(element.value)},children:${sequence(element.children)}}`
  }
}

function call(name: string, ...values: (string | undefined)[]) {
  return `f.${name}(${values.filter((value) => value !== undefined).join()})`
}

/** A branch that is not plain text becomes a function of `n`, the number that `#` shows. */
function branches(options: Record<string, { value: MessageFormatElement[] }>): string {
  const entries = Object.entries(options).map(([name, { value }]) => {
    const isPlain = value.every((element) => element.type === TYPE.literal)
    return `${nameOf(name)}:${isPlain ? '' : 'n=>'}${sequence(value)}`
  })
  return `{${entries.join()}}`
}

/** If a key is also the prefix of another key, its message is stored under the empty name. */
function plant(tree: Tree, [name, ...rest]: string[], code: string) {
  const child = tree[name]
  if (rest.length === 0) {
    tree[name] = typeof child === 'object' ? { ...child, '': code } : code
  } else {
    const branch = typeof child === 'string' ? { '': child } : (child ?? {})
    tree[name] = branch
    plant(branch, rest, code)
  }
}

function written(tree: Tree): string {
  const entries = Object.entries(tree).map(
    ([name, child]) => `${nameOf(name)}:${typeof child === 'string' ? child : written(child)}`
  )
  return `{${entries.join()}}`
}

/** In an object literal, `__proto__: x` sets the prototype, but `['__proto__']: x` is a property. */
function nameOf(name: string) {
  if (name === '__proto__') {
    return `['${name}']`
  }
  return isIdentifier(name) ? name : JSON.stringify(name)
}

function valueOf({ value }: { value: string }): string {
  return isIdentifier(value) ? `v.${value}` : `v[${JSON.stringify(value)}]`
}

function isIdentifier(name: string) {
  return /^[a-z$_][\w$]*$/i.test(name)
}

function styleArgument(style: string | undefined) {
  return style && `'${style.replaceAll(/['\\]/g, '\\$&')}'`
}

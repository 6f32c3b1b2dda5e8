import { IntlMessageFormat } from 'intl-messageformat'
import {
  TYPE,
  type DateElement,
  type MessageFormatElement,
  type NumberElement,
  type TimeElement,
} from '@formatjs/icu-messageformat-parser'
import { parseMessage, type Catalogue } from './catalogue.ts'

/**
 * Turns messages into an ES module, so that the browser needs no ICU parser: a plain message becomes a
 * string, any other a function of its values `v` and the locale's formatters `f` (message_runtime.ts).
 */
export function compileCatalogue(catalogue: Catalogue): string {
  const entries = Object.entries(catalogue).map(
    ([key, message]) => `${JSON.stringify(key)}:${compileMessage(message)}`
  )
  return `export default {${entries.join(',\n')}}`
}

export function compileMessage(message: string): string {
  const elements = parseMessage(message)
  const isPlain = elements.every((element) => element.type === TYPE.literal)
  return isPlain ? concatenation(elements) : `(v,f)=>${concatenation(elements)}`
}

function concatenation(elements: MessageFormatElement[]): string {
  const parts = elements.map(expression)
  const startsWithText = elements[0]?.type === TYPE.literal
  return (startsWithText ? parts : ['""', ...parts]).join('+')
}

function expression(element: MessageFormatElement): string {
  switch (element.type) {
    case TYPE.literal:
      return JSON.stringify(element.value)
    case TYPE.argument:
      return valueOf(element)
    case TYPE.number:
    case TYPE.date:
    case TYPE.time:
      return `f.${TYPE[element.type]}(${valueOf(element)},${style(element)})`
    case TYPE.select:
      return `f.select(${valueOf(element)},${options(element.options)})`
    case TYPE.plural:
      return `f.${element.pluralType}(${valueOf(element)},${options(element.options)},${element.offset})`
    case TYPE.pound:
      return 'n'
    case TYPE.tag:
      throw new Error(`Tags are text in our messages, found <${element.value}>`)
  }
}

/** Branches are functions of `n`, the number that stands for `#`. */
function options(branches: Record<string, { value: MessageFormatElement[] }>): string {
  const entries = Object.entries(branches).map(
    ([name, { value }]) => `${JSON.stringify(name)}:n=>${concatenation(value)}`
  )
  return `{${entries.join(',')}}`
}

/** The options of a style: a named one, as AdonisJS' formatter knows them, or a skeleton. */
function style(element: NumberElement | DateElement | TimeElement): string {
  const formats = IntlMessageFormat.formats[TYPE[element.type] as 'number' | 'date' | 'time']
  const named = typeof element.style === 'string' ? element.style : undefined
  const fallback = element.type === TYPE.time ? 'medium' : ''
  const skeleton = typeof element.style === 'object' ? element.style?.parsedOptions : undefined
  return JSON.stringify(skeleton ?? formats[named ?? fallback] ?? {})
}

function valueOf(element: { value: string }): string {
  return `v[${JSON.stringify(element.value)}]`
}

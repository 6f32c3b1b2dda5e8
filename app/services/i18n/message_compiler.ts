import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { parseMessage, type Catalogue } from './catalogue.ts'

/**
 * Turns messages into an ES module, so that the browser needs no ICU parser: a plain message becomes a
 * string, any other a function of its values `v` and the locale's formatters `f` (inertia/messages.ts).
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
      return `f.${TYPE[element.type]}(${valueOf(element)},${style(element.style)})`
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

function style(value: unknown): string {
  const isSkeleton = typeof value === 'object' && value !== null && 'parsedOptions' in value
  return JSON.stringify(isSkeleton ? value.parsedOptions : (value ?? undefined)) ?? ''
}

function valueOf(element: { value: string }): string {
  return `v[${JSON.stringify(element.value)}]`
}

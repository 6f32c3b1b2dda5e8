import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { hasTags, listTypeOf, parseMessage, styleOf } from './message_parser.ts'
import type { Formatters, Message, Rich, Values } from './message_runtime.ts'

type Part = (count: number, values: Values, formatters: Formatters) => Rich
type Branches = Record<string, string | Part>

/**
 * The server's counterpart of message_compiler.ts: it makes the same runtime calls from closures, so that each text is
 * parsed once and the server generates no code.
 * @throws SyntaxError if the text is not valid ICU
 */
export function messageOf(text: string, locale: string): Message {
  const whole = sequence(parseMessage(text, locale))
  return typeof whole === 'string' ? whole : (values, formatters) => whole(0, values, formatters)
}

function sequence(elements: MessageFormatElement[]): string | Part {
  const parts = elements.map(partOf)
  if (parts.every((part) => typeof part === 'string')) {
    return parts.join('')
  }
  return hasTags(elements) ? treeOf(parts) : textOf(parts)
}

function treeOf(parts: (string | Part)[]): Part {
  return (...given) => parts.map((part) => (typeof part === 'string' ? part : part(...given)))
}

function textOf(parts: (string | Part)[]): Part {
  return (count, values, formatters) => {
    let text = ''
    for (const part of parts) {
      text += typeof part === 'string' ? part : part(count, values, formatters)
    }
    return text
  }
}

function partOf(element: MessageFormatElement): string | Part {
  switch (element.type) {
    case TYPE.literal:
      return element.value
    case TYPE.argument:
      return (_, values) => `${values[element.value] ?? ''}`
    case TYPE.pound:
      return (count, _, { number }) => number(count)
    case TYPE.tag:
      return tagOf(element.value, sequence(element.children))
    case TYPE.select: {
      const branches = branchesOf(element.options)
      return (_, values, { select }) => select(values[element.value], branches, values)
    }
    case TYPE.plural: {
      const rule = ruleOf(element.pluralType)
      const branches = branchesOf(element.options)
      return (_, values, formatters) =>
        formatters[rule](values[element.value], branches, element.offset, values)
    }
    case TYPE.number: {
      const [list, style] = [listTypeOf(element), styleOf(element)]
      return list
        ? (_, values, formatters) => formatters.list(values[element.value], list)
        : (_, values, { number }) => number(values[element.value], style)
    }
    case TYPE.date:
    case TYPE.time: {
      const style = styleOf(element)
      return (_, values, { date }) => date(values[element.value], style)
    }
  }
}

function tagOf(tag: string, children: string | Part): Part {
  return (...given) => ({
    tag,
    children: typeof children === 'string' ? children : children(...given),
  })
}

function branchesOf(options: Record<string, { value: MessageFormatElement[] }>): Branches {
  const entries = Object.entries(options).map(([name, { value }]) => [name, sequence(value)])
  return Object.fromEntries(entries)
}

export function ruleOf(type: Intl.PluralRuleType | undefined) {
  return type === 'ordinal' ? 'ordinal' : 'plural'
}

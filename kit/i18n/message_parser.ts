import { IntlMessageFormat } from 'intl-messageformat'
import {
  parse,
  TYPE,
  type DateElement,
  type MessageFormatElement,
  type NumberElement,
  type TimeElement,
} from '@formatjs/icu-messageformat-parser'

type StyledElement = NumberElement | DateElement | TimeElement
type PositionedError = SyntaxError & { location?: { start: { offset: number } } }

/** The parser does not support `list`: `{names, list, or}` becomes a number with the style `list, or`. */
const LIST = 'number, list'
const LIST_STYLE = /^list(?:\s*,\s*(\w+))?$/

const LIST_TYPES = { and: 'conjunction', or: 'disjunction', unit: 'unit' } as const

/** Caches the styles that `Intl` accepts, because checking one is slow. */
const fine = new Set<string>()

/** Explains the parser's error codes to authors of messages. */
const EXPLANATIONS: Record<string, string> = {
  EXPECT_ARGUMENT_CLOSING_BRACE: 'a { has no closing }',
  EMPTY_ARGUMENT: '{} names no value',
  MALFORMED_ARGUMENT: 'the text after { is not the name of a value',
  EXPECT_ARGUMENT_TYPE: 'no type follows the comma',
  INVALID_ARGUMENT_TYPE:
    'this type is unknown; known are number, date, time, list, plural, selectordinal and select',
  EXPECT_ARGUMENT_STYLE: 'no style follows the comma',
  INVALID_NUMBER_SKELETON: 'this skeleton of a number is not valid',
  INVALID_DATE_TIME_SKELETON: 'this skeleton of a date is not valid',
  EXPECT_NUMBER_SKELETON: 'no skeleton follows ::',
  EXPECT_DATE_TIME_SKELETON: 'no skeleton follows ::',
  UNCLOSED_QUOTE_IN_ARGUMENT_STYLE: 'a quote in this style is not closed',
  EXPECT_SELECT_ARGUMENT_OPTIONS: 'no cases follow',
  EXPECT_PLURAL_ARGUMENT_OFFSET_VALUE: 'no number follows "offset:"',
  INVALID_PLURAL_ARGUMENT_OFFSET_VALUE: 'the offset is not a whole number',
  EXPECT_SELECT_ARGUMENT_SELECTOR: 'no cases follow',
  EXPECT_PLURAL_ARGUMENT_SELECTOR: 'no cases follow',
  EXPECT_SELECT_ARGUMENT_SELECTOR_FRAGMENT: 'a case needs its text in braces',
  EXPECT_PLURAL_ARGUMENT_SELECTOR_FRAGMENT: 'a case needs its text in braces',
  INVALID_PLURAL_ARGUMENT_SELECTOR: 'the number of a case is not a whole number',
  DUPLICATE_PLURAL_ARGUMENT_SELECTOR: 'this case exists twice',
  DUPLICATE_SELECT_ARGUMENT_SELECTOR: 'this case exists twice',
  MISSING_OTHER_CLAUSE: 'the case "other" is missing',
  INVALID_TAG: 'this tag is not written as <name>…</name>',
  INVALID_TAG_NAME: 'this is not the name of a tag',
  UNMATCHED_CLOSING_TAG: 'this closing tag has no opening tag',
  UNCLOSED_TAG: 'this tag is not closed',
}

/**
 * The elements of an ICU message, including tags and lists. The locale only affects the hour `j` of a skeleton, which
 * follows the locale's clock.
 * @throws SyntaxError with the mistake and its position
 */
export function parseMessage(message: string, locale = 'en'): MessageFormatElement[] {
  const elements = parseWithLists(message, new Intl.Locale(locale))
  visit(elements, checkStyle)
  return elements
}

/** Calls back for each element and for all elements inside it. */
export function visit(
  elements: MessageFormatElement[],
  callback: (element: MessageFormatElement) => void
) {
  for (const element of elements) {
    callback(element)
    if (element.type === TYPE.tag) {
      visit(element.children, callback)
    } else if (element.type === TYPE.plural || element.type === TYPE.select) {
      Object.values(element.options).forEach(({ value }) => visit(value, callback))
    }
  }
}

export function hasTags(elements: MessageFormatElement[]): boolean {
  let found = false
  visit(elements, ({ type }) => {
    found ||= type === TYPE.tag
  })
  return found
}

/** Returns undefined for a real number. */
export function listTypeOf(element: NumberElement): Intl.ListFormatType | undefined {
  const [isList, style] =
    LIST_STYLE.exec(typeof element.style === 'string' ? element.style : '') ?? []
  return isList ? LIST_TYPES[(style ?? 'and') as keyof typeof LIST_TYPES] : undefined
}

/**
 * The `Intl` options of a number, date or time style, as JSON, or undefined without options. Named styles are those of
 * `intl-messageformat`, which AdonisJS and most other ICU libraries for JavaScript use too.
 */
export function styleOf(element: StyledElement): string | undefined {
  const formats = namedStyles(element)
  const name = element.style ?? (element.type === TYPE.time ? 'medium' : undefined)
  const options = typeof name === 'object' ? name?.parsedOptions : formats[name ?? '']
  return options && JSON.stringify(options)
}

function namedStyles(element: StyledElement): Record<string, object> {
  return IntlMessageFormat.formats[TYPE[element.type] as 'number' | 'date' | 'time']
}

/** Searches for lists only where the parser reports an unknown type, so that quoted text is never taken for a list. */
function parseWithLists(message: string, locale: Intl.Locale) {
  const added: number[] = []
  for (let text = message; ;) {
    try {
      return parse(text, { locale, requiresOtherClause: true })
    } catch (error) {
      const { offset } = (error as PositionedError).location?.start ?? {}
      const isList = isUnknownType(error) && /^list\b/.test(text.slice(offset))
      if (!isList || offset === undefined) {
        throw explained(error as PositionedError, added)
      }
      text = text.slice(0, offset) + text.slice(offset).replace('list', LIST)
      added.push(offset)
    }
  }
}

function isUnknownType(error: unknown) {
  return (error as Error).message === 'INVALID_ARGUMENT_TYPE'
}

function explained({ message, location }: PositionedError, added: number[]) {
  const text = EXPLANATIONS[message] ?? message
  if (!location) {
    return new SyntaxError(text)
  }
  const { offset } = location.start
  const shift = added.filter((one) => one < offset).length * (LIST.length - 'list'.length)
  return new SyntaxError(`${text} (at character ${offset - shift + 1})`)
}

function checkStyle(element: MessageFormatElement) {
  switch (element.type) {
    case TYPE.number:
      return isListLike(element) ? checkList(element) : checkNamed(element, Intl.NumberFormat)
    case TYPE.date:
    case TYPE.time:
      return checkNamed(element, Intl.DateTimeFormat)
  }
}

function isListLike({ style }: NumberElement) {
  return typeof style === 'string' && /^list\b/.test(style)
}

function checkList(element: NumberElement) {
  if (!listTypeOf(element)) {
    throw new SyntaxError(
      `a list is written {${element.value}, list}, or with "or" or "unit" after it`
    )
  }
}

function checkNamed(element: StyledElement, Format: new (locale: string, options: any) => object) {
  const names = namedStyles(element)
  if (typeof element.style === 'string' && !Object.hasOwn(names, element.style)) {
    const known = Object.keys(names).join(', ')
    throw new SyntaxError(`the style "${element.style}" is unknown; known are ${known}`)
  }
  const style = styleOf(element)
  if (style === undefined || fine.has(style)) {
    return
  }
  try {
    new Format('en', JSON.parse(style))
    fine.add(style)
  } catch (error) {
    throw new SyntaxError(
      `the style of {${element.value}} is not valid: ${(error as Error).message}`
    )
  }
}

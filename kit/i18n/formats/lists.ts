import { FormatError } from '#i18n/formats/format_error'
import { collator, listFormat } from '#i18n/formats/intl'

export function listsOf(tag: string) {
  const { compare: collate } = collator(tag, { numeric: true })

  /** `conjunction` is "a, b and c", `disjunction` is "a, b or c", `unit` is "a, b, c". */
  const list = (items: Iterable<string>, type: Intl.ListFormatType = 'conjunction') =>
    listFormat(tag, { type }).format(strings('list', items))

  /** Returns -1, 0 or 1 in the language's alphabetical order; `item 2` comes before `item 10`. */
  const compare = (a: string, b: string) => {
    const [first, second] = strings('compare', [a, b])
    return Math.sign(collate(first, second))
  }

  /** Returns a sorted copy. Items that are not strings are sorted by the text that `by` returns. */
  function sort(items: Iterable<string>): string[]
  function sort<Item>(items: Iterable<Item>, by: (item: Item) => string): Item[]
  function sort<Item>(items: Iterable<Item>, by = (item: Item) => item as string) {
    return [...items].sort((a, b) => compare(by(a), by(b)))
  }

  return { list, compare, sort }
}

function strings(method: string, items: Iterable<string>) {
  const all = typeof items === 'object' && items ? [...items] : [items]
  if (typeof items === 'string' || all.some((item) => typeof item !== 'string')) {
    throw new FormatError(method, items, 'strings')
  }
  return all as string[]
}

import { DateTime } from 'luxon'
import type { LucidRow } from '@adonisjs/lucid/types/model'

/** The texts of a record and of the records that it has loaded. They are not from the catalogues. */
export function contentOf({ $attributes, $preloaded }: LucidRow): string[] {
  return [...textsIn($attributes), ...Object.values($preloaded).flat().flatMap(contentOf)]
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /\p{L}{2}/u.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null || DateTime.isDateTime(value)) return []
  return Object.values(value).flatMap(textsIn)
}

/** Stands in a text for the content of a record. */
const CONTENT = '1'

/** A list of contents that `Intl` writes. */
const LIST = /\b1(, 1)*,? and 1\b/g

/** The text without content. */
export function withoutContent(text: string, contents: Iterable<string>) {
  const longestFirst = [...contents].sort((a, b) => b.length - a.length)
  const words = longestFirst.map((content) => `(?<!\\p{L})${RegExp.escape(content)}(?!\\p{L})`)
  if (words.length === 0) return text
  return text.replace(new RegExp(words.join('|'), 'gu'), CONTENT).replace(LIST, CONTENT)
}

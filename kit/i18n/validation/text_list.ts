import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'

/** The commas of Latin, Arabic and Chinese texts. */
const COMMAS = /[,\u060c\u3001\uff0c]/

/** A list of texts, or one text with commas, as a browser without scripts sends it. An empty field is an empty list. */
export function textList<Item extends SchemaTypes>(item: Item) {
  return vine.array(item).parse(listOf)
}

function listOf(value: unknown) {
  if (value === null) return []
  if (typeof value !== 'string') return value
  return value
    .split(COMMAS)
    .map((text) => text.trim())
    .filter(Boolean)
}

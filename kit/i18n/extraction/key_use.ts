/**
 * What a text in the code is worth. A `key` is one for certain: an argument of `t`, or a prop that is a key by its type.
 * One of an `area` is a key where its area exists: it stands in a value with keys in it. A `text` is a key where there is
 * a message of that name.
 */
export type Certainty = 'key' | 'area' | 'text'

/** A key in the code, or a pattern of keys, in which `*` stands for any text. */
export interface KeyUse {
  key: string
  certainty: Certainty
  file: string
  line: number
}

const KEY = /^[\w-]+(\.[\w-]+)+$/

export function looksLikeKey(text: string) {
  return KEY.test(text)
}

export function isPattern(key: string) {
  return key.includes('*')
}

/** @returns whether a key is among those that the pattern stands for */
export function matcherOf(pattern: string): (key: string) => boolean {
  const parts = pattern.split('*').map((part) => RegExp.escape(part))
  const expression = new RegExp(`^${parts.join('.+')}$`)
  return (key) => expression.test(key)
}

export function areaOf(key: string) {
  return key.split('.')[0]
}

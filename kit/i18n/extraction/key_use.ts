/**
 * How certain it is that a text is a key. `key`: certain, because it is an argument of `t` or a prop whose type is a
 * key. `area`: it is in a value whose type contains keys, so it is a key if its area exists. `text`: it is a key only
 * if a message has this name.
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

/** @returns a function that tells whether a key matches the pattern */
export function matcherOf(pattern: string): (key: string) => boolean {
  const parts = pattern.split('*').map((part) => RegExp.escape(part))
  const expression = new RegExp(`^${parts.join('.+')}$`)
  return (key) => expression.test(key)
}

export function areaOf(key: string) {
  return key.split('.')[0]
}

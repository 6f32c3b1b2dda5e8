/** A possible value of an expression. In a text, `*` stands for a part that is known only at run time. */
export type Value = string | { members: Map<string, Value[]> } | { elements: Value[] }

export const ANY = '*'
export const UNKNOWN: Value[] = [ANY]

/** The most texts of a template. */
const MOST_TEXTS = 64

export function isObject(value: Value): value is { members: Map<string, Value[]> } {
  return typeof value === 'object' && 'members' in value
}

export function elementsOf(value: Value): Value[] {
  if (typeof value === 'string') return UNKNOWN
  return isObject(value) ? [...value.members.values()].flat() : value.elements
}

export function memberOf(value: Value, name: string): Value[] {
  return (isObject(value) ? value.members.get(name) : undefined) ?? UNKNOWN
}

export function textsOf(values: Value[]): string[] {
  const texts = values.map((value) => (typeof value === 'string' ? value : ANY))
  return [...new Set(texts)]
}

/** Appends each of the added texts to each of the texts. */
export function combine(texts: string[], added: string[], rest: string): string[] {
  const combined = texts.flatMap((text) => added.map((more) => text + more))
  const all = combined.length > MOST_TEXTS ? texts.map((text) => `${text}${ANY}${rest}`) : combined
  return [...new Set(all)].slice(0, MOST_TEXTS)
}

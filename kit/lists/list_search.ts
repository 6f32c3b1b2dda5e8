/** The words of a search, each once, as patterns of LIKE. */
export function patternsOf(search: string) {
  const words = new Set(search.split(/\s+/).filter(Boolean))
  return Array.from(words, (word) => `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`)
}

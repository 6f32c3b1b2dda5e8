/** One or two letters of a script that separates its words. An index of trigrams finds them only where a word begins. */
const SHORT_WORD =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Nd}]{1,2}$/u

/**
 * The words of a search, each once, as patterns of ILIKE, of which one has to match.
 * @param isLong whether there may be many rows: a short word then has to be the beginning of a word
 */
export function patternsOf(search: string, isLong: boolean): string[][] {
  const words = new Set(search.split(/\s+/).filter(Boolean))
  return Array.from(words, (word) => {
    const text = word.replace(/[\\%_]/g, String.raw`\$&`)
    return isLong && SHORT_WORD.test(word) ? [`${text}%`, `% ${text}%`] : [`%${text}%`]
  })
}

/** So much can be read at a glance, in a heading and in a cell of a list. */
const LONGEST = 80

/** The first line of a text, cut behind a word if it is long: it names a record that has no name. */
export function excerpt(text: string) {
  const [line] = text.trim().split(/\s*\n/, 1)
  const characters = [...line]
  if (characters.length <= LONGEST) return line
  const start = characters.slice(0, LONGEST).join('')
  return `${start.replace(/(?<=\S)\s+\S*$/, '').replace(/(?<=[\p{L}\p{N}])[,;:،؛.]+$/u, '')}…`
}

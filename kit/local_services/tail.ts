import { readFileSync } from 'node:fs'

/** The last lines of a log, indented for an error message; empty if there is no log. */
export function tail(path: string, lines = 12) {
  try {
    const text = readFileSync(path, 'utf8').trimEnd()
    return text
      .split('\n')
      .slice(-lines)
      .map((line) => `  ${line}`)
      .join('\n')
  } catch {
    return ''
  }
}

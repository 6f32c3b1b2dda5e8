/** A block of code in a page of docs/: a command, a file to write, or a change of a file. The line is that of its fence. */
export type Step = { line: number } & (
  | { kind: 'run'; command: string }
  | { kind: 'write'; path: string; text: string }
  | { kind: 'change'; path: string; changes: Change[] }
)

interface Change {
  before: string
  after: string
}

const FENCE = /^(`{3,})(\S*)$/

/**
 * The steps of a page in their order. A paragraph that ends with «Write `file`:» or «Change `file`:» stands above each block
 * that is no command.
 * @throws for a block of another kind, with its line
 */
export function stepsOf(page: string): Step[] {
  const lines = page.split('\n')
  const steps: Step[] = []
  for (let at = 0; at < lines.length; at++) {
    const [, fence, language] = FENCE.exec(lines[at]) ?? []
    if (!fence) continue

    const end = lines.indexOf(fence, at + 1)
    if (end < 0) throw new Error(`line ${at + 1}: the block has no end`)
    steps.push(
      ...stepsOfBlock(at + 1, language, lines.slice(at + 1, end), paragraphAbove(lines, at))
    )
    at = end
  }
  return steps
}

/**
 * A text after the changes of a block.
 * @throws if the lines before a change are not in the text, or are there twice
 */
export function withChanges(text: string, changes: Change[]) {
  return changes.reduce((changed, { before, after }) => {
    const parts = changed.split(before)
    if (parts.length === 2) return parts.join(after)
    const fault = parts.length === 1 ? 'are not in the file' : 'are in the file more than once'
    throw new Error(`these lines ${fault}:\n${before}`)
  }, text)
}

function stepsOfBlock(line: number, language: string, lines: string[], above: string): Step[] {
  if (language === 'sh') return lines.map((command) => ({ line, kind: 'run', command }))

  const [, verb, path] = /\b(write|change) `([^`]+)`:$/i.exec(above) ?? []
  const text = lines.map((each) => `${each}\n`).join('')
  if (verb?.toLowerCase() === 'write' && language !== 'diff') {
    return [{ line, kind: 'write', path, text }]
  } else if (verb?.toLowerCase() === 'change' && language === 'diff') {
    return [{ line, kind: 'change', path, changes: changesOf(lines) }]
  }
  throw new Error(`line ${line}: a block "${language}" is no step below "${above}"`)
}

function changesOf(lines: string[]): Change[] {
  const end = lines.indexOf('@@')
  const [first, others] = end < 0 ? [lines, []] : [lines.slice(0, end), lines.slice(end + 1)]
  const without = (sign: string) =>
    first
      .filter((each) => !each.startsWith(sign))
      .map((each) => `${each.slice(1)}\n`)
      .join('')
  const change = { before: without('+'), after: without('-') }
  return others.length > 0 ? [change, ...changesOf(others)] : [change]
}

function paragraphAbove(lines: string[], at: number) {
  const end = lines.findLastIndex((line, index) => index < at && line !== '')
  const start = lines.lastIndexOf('', end) + 1
  return lines.slice(start, end + 1).join(' ')
}

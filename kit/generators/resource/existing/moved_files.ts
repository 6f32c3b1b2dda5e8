import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ChangeSet } from '#generators/changes'

/** The part of its lines that a file still has when it was moved. */
const SIMILAR = 0.5

/**
 * The file below the same folder to which somebody has moved a generated one: it has its name, or most of its lines.
 * @param text the text that was generated
 * @param own the files of the resource, which are none of them
 */
export async function movedFile(
  changes: ChangeSet,
  path: string,
  text: string,
  own: Set<string>
): Promise<string | undefined> {
  const folder = dirname(path)
  const names = await readdir(join(changes.root, folder), { recursive: true }).catch(() => [])
  const paths = names.map((name) => `${folder}/${name}`)
  const end = /\.\w+$/.exec(path)![0]
  const found: { one: string; score: number }[] = []
  for (const one of paths.filter((other) => other.endsWith(end) && !own.has(other))) {
    const isNamed = basename(one) === basename(path)
    const score = similarity(text, (await changes.read(one)) ?? '') + (isNamed ? 1 : 0)
    if (score >= SIMILAR + (isNamed ? 1 : 0)) found.push({ one, score })
  }
  const [best, second] = found.toSorted((one, other) => other.score - one.score)
  return best && best.score !== second?.score ? best.one : undefined
}

/** The part of the lines of a generated text that another one has too. */
function similarity(text: string, other: string) {
  const [lines, known] = [text, other].map((one) => new Set(linesOf(one)))
  return [...lines].filter((line) => known.has(line)).length / Math.max(1, lines.size)
}

const linesOf = (text: string) => text.split('\n').map((line) => line.trim())

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ts } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import { codeOf } from '#generators/syntax/component_code'

/** A node of the code of the project. */
export interface Use {
  path: string
  line: number
  /** The line itself. */
  code: string
}

export interface Found {
  node: ts.Node
  kind: ts.SyntaxKind
  text: string
}

/**
 * The nodes of TypeScript files and of Vue components, with their templates, that `matches` wants. Files of the set
 * are read as they are after its changes.
 *
 * @param words a file without any of them is not read further
 */
export async function findInCode(
  changes: ChangeSet,
  folders: string[],
  words: string[],
  matches: (found: Found) => boolean
): Promise<Use[]> {
  const uses: Use[] = []
  for (const path of await codeFiles(changes.root, folders)) {
    const text = await changes.read(path)
    if (!text || !words.some((word) => text.includes(word))) continue
    const lines = new Set(codeOf(path, text).flatMap((code) => linesOf(code, text, matches)))
    for (const line of lines) {
      uses.push({ path, line, code: text.split('\n')[line - 1].trim() })
    }
  }
  return uses
}

function linesOf(
  { file, offset }: { file: ts.SourceFile; offset: number },
  text: string,
  matches: (found: Found) => boolean
) {
  const lines: number[] = []
  const visit = (node: ts.Node) => {
    const start = node.getStart(file)
    const own = ts.isStringLiteralLike(node) ? node.text : file.text.slice(start, node.end)
    if (matches({ node, kind: node.kind, text: own })) {
      lines.push(text.slice(0, offset + start).split('\n').length)
    }
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(file, visit)
  return lines
}

async function codeFiles(root: string, folders: string[]) {
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(join(root, folder), { recursive: true }).catch(() => [])
      return names.map((name) => `${folder}/${name}`)
    })
  )
  return files
    .flat()
    .filter((path) => /\.(ts|vue)$/.test(path))
    .sort()
}

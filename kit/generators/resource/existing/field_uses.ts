import { ts } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import { findInCode, type Found, type Use } from '#generators/resource/existing/search'
import type { Field } from '#generators/resource/field'
import type { Resource } from '#generators/resource/resource'

const FOLDERS = [
  'app',
  'commands',
  'database/factories',
  'database/seeders',
  'inertia',
  'start',
  'tests',
]

interface Files {
  /** The files of the resource. */
  own: string[]
  /** A file as `make:resource` would write it without the fields. */
  wanted: (path: string) => Promise<string | null>
}

/**
 * The code that still names fields that are gone: each mention in the files of the resource that the developer has
 * written, and `project.budget` or a text of the field in other files.
 */
export async function usesOfFields(
  changes: ChangeSet,
  resource: Resource,
  gone: Field[],
  { own, wanted }: Files
): Promise<Use[]> {
  const uses: Use[] = []
  for (const field of gone) {
    const words = [...new Set([field.name, field.given, field.column])]
    const found = await findInCode(changes, FOLDERS, words, ({ kind, text }) => {
      return isName(kind) && words.some((word) => text === word || text.endsWith(`.${word}`))
    })
    const outside = await findInCode(changes, FOLDERS, words, (one) => isUse(one, resource, words))
    const inputs = await findInCode(changes, ['inertia'], words, (one) => isInput(one, words))
    // Another resource can have a field of this name.
    outside.push(...inputs.filter(({ path }) => outside.some((use) => use.path === path)))
    for (const use of [...found.filter(({ path }) => own.includes(path)), ...outside]) {
      const generated = own.includes(use.path) ? await wanted(use.path) : null
      const isWanted = generated !== null && compact(generated).includes(compact(use.code))
      const isTold = uses.some(({ path, line }) => path === use.path && line === use.line)
      if (!isWanted && !isTold) uses.push(use)
    }
  }
  return uses
}

const isName = (kind: ts.SyntaxKind) =>
  [ts.SyntaxKind.Identifier, ts.SyntaxKind.StringLiteral].includes(kind)

/** `fields.budget` in a part of a form. */
const isInput = ({ node }: Found, words: string[]) =>
  ts.isPropertyAccessExpression(node) &&
  words.includes(node.name.text) &&
  node.expression.getText().endsWith('fields')

/** `project.budget`, and the keys of its texts. */
function isUse({ node, text }: Found, { names }: Resource, words: string[]) {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
    const key = text.replace('`', '')
    return words.some((word) => {
      return (
        key === `${names.table}.fields.${word}` || key.startsWith(`${names.table}.${word}_values.`)
      )
    })
  }
  if (!ts.isPropertyAccessExpression(node) || !words.includes(node.name.text)) return false
  return (
    node.expression
      .getText()
      .split(/[.?!]+/)
      .at(-1) === names.one
  )
}

const compact = (text: string) => text.replace(/\s/g, '')

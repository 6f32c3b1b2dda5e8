import ts from 'typescript'
import { looksLikeKey, type Certainty, type KeyUse } from '#i18n/extraction/key_use'
import { isKeyType, keyMembersOf, type KeyTypes } from '#i18n/extraction/key_types'
import { commentsIn, markedKeys } from '#i18n/extraction/marked_keys'
import { possibleTexts, type Known as Names } from '#i18n/extraction/possible_texts'
import { walk, type Snippet } from '#i18n/extraction/snippet'

/** The information that all snippets of a file share. */
export interface Known extends Names {
  /** The names of `t` in the file. */
  translators: Set<string>
  types: KeyTypes
}

/** Methods that translate, and functions that return a `t`. */
const METHODS = ['t', '#t', 'formatMessage']
const MAKERS = ['translator', 'translateWith']

/** The type of `t`. */
const TYPE = 'Translate'

/** The local names of `t`: `const say = translator(locale)`, `const { t: say } = …`, `(say: Translate)`. */
export function translatorsIn(source: ts.Node, names = new Set(['t'])): Set<string> {
  walk(source, (node) => {
    if (ts.isBindingElement(node) && node.propertyName?.getText() === 't') {
      names.add(node.name.getText())
    }
    if (ts.isVariableDeclaration(node) || ts.isParameter(node)) {
      const isMade = node.initializer && isTranslator(node.initializer)
      if (isMade || node.type?.getText() === TYPE) names.add(node.name.getText())
    }
  })
  return names
}

export function scriptUses(snippet: Snippet, known: Known): KeyUse[] {
  const uses: KeyUse[] = []
  const add = (node: ts.Node, key: string, certainty: Certainty) => {
    const line = snippet.lineOf(node.getStart(snippet.source))
    uses.push({ key, certainty, file: snippet.file, line })
  }

  walk(snippet.source, (node) => {
    if (ts.isCallExpression(node) && node.arguments.length > 0 && isTranslation(node, known)) {
      textsOf(node.arguments[0], known).forEach((text) => add(node, text, 'key'))
    }
    for (const { value, certainty } of keysByType(node, known)) {
      textsOf(value, known)
        .filter((text) => looksLikeKey(text.replaceAll('*', 'any')))
        .forEach((text) => add(value, text, certainty))
    }
    if (ts.isStringLiteralLike(node) && looksLikeKey(node.text)) add(node, node.text, 'text')
    if (isComposed(node)) textsOf(node, known).forEach((text) => add(node, text, 'text'))
  })
  for (const { text, start } of commentsIn(snippet)) {
    const line = snippet.lineOf(start)
    uses.push(
      ...markedKeys(text).map((key) => ({
        key,
        certainty: 'key' as const,
        file: snippet.file,
        line,
      }))
    )
  }
  return uses
}

/** Leaves out entirely unknown texts: their keys are found as texts where they are written. */
export function textsOf(node: ts.Expression, known: Known) {
  return possibleTexts(node, known).filter((text) => text !== '*' && text !== '')
}

function isTranslation({ expression }: ts.CallExpression, { translators }: Known) {
  if (ts.isIdentifier(expression)) return translators.has(expression.text)
  return isTranslator(expression)
}

function isTranslator(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return METHODS.includes(node.name.text)
  if (!ts.isCallExpression(node)) return false
  return ts.isIdentifier(node.expression) && MAKERS.includes(node.expression.text)
}

/** A concatenated text whose beginning may name an area. */
function isComposed(node: ts.Node): node is ts.Expression {
  if (ts.isTemplateExpression(node)) return /^[\w-]+\./.test(node.head.text)
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken)
    return false
  return ts.isStringLiteralLike(node.left) && /^[\w-]+\./.test(node.left.text)
}

type TypedKey = { value: ts.Expression; certainty: Certainty }

/** Texts in places whose type is a message key. */
function keysByType(node: ts.Node, { types }: Known): TypedKey[] {
  const { type, initializer, expression } = node as ts.VariableDeclaration & ts.SatisfiesExpression
  const hasType =
    ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node)
  const isTyped = hasType || ts.isSatisfiesExpression(node) || ts.isAsExpression(node)
  const value = hasType ? initializer : expression
  if (!isTyped || !type || !value) return []

  const members = membersOf(value, keyMembersOf(type, types))
  const leaves = isKeyType(type) ? leavesOf(value) : []
  return [
    ...members.map((member): TypedKey => ({ value: member, certainty: 'key' })),
    ...leaves.map((leaf): TypedKey => ({ value: leaf, certainty: 'area' })),
  ]
}

function leavesOf(value: ts.Expression): ts.Expression[] {
  const leaves: ts.Expression[] = []
  walk(value, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) leaves.push(node)
  })
  return leaves
}

function membersOf(value: ts.Expression, names: Set<string>): ts.Expression[] {
  const found: ts.Expression[] = []
  walk(value, (node) => {
    if (ts.isPropertyAssignment(node) && names.has(node.name.getText()))
      found.push(node.initializer)
  })
  return found
}

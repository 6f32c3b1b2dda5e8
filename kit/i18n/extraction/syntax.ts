import ts from 'typescript'
import type { Binding } from '#i18n/extraction/bindings'

export function isWrapper(node: ts.Node): node is ts.ParenthesizedExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAwaitExpression(node)
  )
}

export function nameOf(name: ts.PropertyName) {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : ''
}

export function functionOf(binding: Binding): ts.SignatureDeclaration | undefined {
  if (binding.kind === 'function') return binding.node
  const isFunction =
    binding.kind === 'value' &&
    (ts.isArrowFunction(binding.node) || ts.isFunctionExpression(binding.node))
  return isFunction ? (binding.node as ts.ArrowFunction) : undefined
}

import ts from 'typescript'
import { walk } from '#i18n/extraction/snippet'

/** The source of a name's value: an expression, one of its elements or one of its members. */
export type Binding =
  | { kind: 'value'; node: ts.Expression }
  | { kind: 'element'; of: Binding }
  | { kind: 'member'; of: Binding; name: string }
  | { kind: 'function'; node: ts.SignatureDeclaration }
  | { kind: 'members'; members: [string, ts.Expression | undefined][] }
  | { kind: 'import'; from: string; name: string }
  | { kind: 'unknown' }

/** All names of a file. Scopes are ignored, so a name may have too many values but never too few. */
export type Bindings = Map<string, Binding[]>

const UNKNOWN: Binding = { kind: 'unknown' }

/** Methods that pass each element to a callback. */
const EACH = [
  'map',
  'flatMap',
  'filter',
  'forEach',
  'find',
  'findLast',
  'some',
  'every',
  'toSorted',
]

export function bindingsOf(source: ts.Node, bindings: Bindings = new Map()): Bindings {
  walk(source, (node) => {
    if (ts.isVariableDeclaration(node)) bindVariable(node, bindings)
    if (ts.isParameter(node)) bindParameter(node, bindings)
    if (ts.isForOfStatement(node)) bindLoop(node, bindings)
    if (ts.isFunctionDeclaration(node) && node.name) {
      add(bindings, node.name.text, { kind: 'function', node })
    }
    if (ts.isEnumDeclaration(node)) bindEnum(node, bindings)
    if (ts.isImportDeclaration(node)) bindImports(node, bindings)
    if (isAssignment(node)) bindAssignment(node, bindings)
  })
  return bindings
}

/** Binds the names in a pattern, such as `{ label, icon: name }`. */
export function bindName(name: ts.BindingName, binding: Binding, bindings: Bindings) {
  if (ts.isIdentifier(name)) return add(bindings, name.text, binding)

  for (const element of name.elements) {
    if (ts.isBindingElement(element)) bindElement(name, element, binding, bindings)
  }
}

function bindElement(
  pattern: ts.BindingPattern,
  element: ts.BindingElement,
  binding: Binding,
  bindings: Bindings
) {
  const property = element.propertyName ?? element.name
  const isMember = ts.isObjectBindingPattern(pattern) && !element.dotDotDotToken
  const part: Binding =
    isMember && (ts.isIdentifier(property) || ts.isStringLiteral(property))
      ? { kind: 'member', of: binding, name: property.text }
      : { kind: 'element', of: binding }
  bindName(element.name, part, bindings)
  if (element.initializer) {
    bindName(element.name, { kind: 'value', node: element.initializer }, bindings)
  }
}

function bindVariable({ name, initializer, parent }: ts.VariableDeclaration, bindings: Bindings) {
  if (initializer) bindName(name, { kind: 'value', node: initializer }, bindings)
  const isConstant = (parent.flags & ts.NodeFlags.Const) !== 0
  const isLoop = ts.isForOfStatement(parent.parent)
  if (!isConstant && !isLoop) bindName(name, UNKNOWN, bindings)
}

function bindParameter(parameter: ts.ParameterDeclaration, bindings: Bindings) {
  const list = listOf(parameter)
  const binding: Binding = list ? { kind: 'element', of: { kind: 'value', node: list } } : UNKNOWN
  bindName(parameter.name, binding, bindings)
  if (parameter.initializer) {
    bindName(parameter.name, { kind: 'value', node: parameter.initializer }, bindings)
  }
}

/** The list whose elements the first parameter receives, as in `items.map((item) => …)`. */
function listOf({ parent }: ts.ParameterDeclaration) {
  const call = parent.parent
  const isCallback = ts.isArrowFunction(parent) && call && ts.isCallExpression(call)
  if (!isCallback || !ts.isPropertyAccessExpression(call.expression)) return undefined
  return EACH.includes(call.expression.name.text) ? call.expression.expression : undefined
}

function bindLoop({ initializer, expression }: ts.ForOfStatement, bindings: Bindings) {
  if (!ts.isVariableDeclarationList(initializer)) return
  const element: Binding = { kind: 'element', of: { kind: 'value', node: expression } }
  bindName(initializer.declarations[0].name, element, bindings)
}

function bindEnum({ name, members }: ts.EnumDeclaration, bindings: Bindings) {
  const values = members.map((member): [string, ts.Expression | undefined] => {
    return [member.name.getText(), member.initializer]
  })
  add(bindings, name.text, { kind: 'members', members: values })
}

function bindImports({ importClause, moduleSpecifier }: ts.ImportDeclaration, bindings: Bindings) {
  const names = importClause?.namedBindings
  const from = (moduleSpecifier as ts.StringLiteral).text
  if (!names || !ts.isNamedImports(names) || importClause.isTypeOnly) return
  for (const { name, propertyName } of names.elements) {
    add(bindings, name.text, { kind: 'import', from, name: (propertyName ?? name).text })
  }
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
}

/** Binds `title = …`, and `title.value = …` of a ref. */
function bindAssignment({ left, right }: ts.BinaryExpression, bindings: Bindings) {
  const target =
    ts.isPropertyAccessExpression(left) && left.name.text === 'value' ? left.expression : left
  if (ts.isIdentifier(target)) add(bindings, target.text, { kind: 'value', node: right })
}

function add(bindings: Bindings, name: string, binding: Binding) {
  bindings.set(name, [...(bindings.get(name) ?? []), binding])
}

import { ts } from 'ts-morph'
import { Tree } from '#generators/syntax/tree'

/**
 * The tree of TypeScript code.
 * @param whole the text of the file, in which the code begins at `offset`
 * @throws SyntaxError
 */
export function codeTree(code: string, whole: string, offset: number): Tree {
  const file = ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: ts.Diagnostic[] }
  if (parseDiagnostics[0]) {
    throw new SyntaxError(ts.flattenDiagnosticMessageText(parseDiagnostics[0].messageText, ' '))
  }
  return new CodeReader(file, whole, offset).read(file, '')
}

/** The value of `:name="…"`. Loops and the values of slots are no expressions, so they are one piece. */
export function expressionTree(code: string, whole: string, offset: number) {
  try {
    const file = codeTree(`(${code})`, whole, offset - 1)
    const [{ children: [statement] = [] }] = file.children
    const inParentheses = statement.children[0]
    return inParentheses.children.find(({ kind }) => !kind.endsWith('Token'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

class CodeReader {
  constructor(
    private file: ts.SourceFile,
    private whole: string,
    private offset: number
  ) {}

  read(node: ts.Node, key: string): Tree {
    const comments = this.#commentsAbove(node)
    const start = comments[0]?.start ?? this.#startOf(node)
    const chain = chainOf(node)
    const isList = node.kind === ts.SyntaxKind.SyntaxList
    return new Tree(
      chain ? 'Chain' : ts.SyntaxKind[node.kind],
      key,
      start,
      node.end + this.offset,
      this.whole,
      [...comments, ...(chain ? this.#links(chain) : this.#children(node, isList))],
      isList || chain !== undefined,
      isList && isOfCommas(node)
    )
  }

  #children(node: ts.Node, isList: boolean) {
    const children = node
      .getChildren(this.file)
      .filter((child) => !ts.isJSDoc(child) && !(isList && child.kind === ts.SyntaxKind.CommaToken))
    const count = new Map<ts.SyntaxKind, number>()
    return children.map((child) => {
      const number = count.get(child.kind) ?? 0
      count.set(child.kind, number + 1)
      return this.read(child, isList ? this.#keyOf(child) : `${child.kind}#${number}`)
    })
  }

  /** `query.preload('a').orderBy('b')` is a list of calls, so that one can be added. */
  #links([root, ...calls]: [ts.Expression, ...ts.CallExpression[]]) {
    let end = root.end
    const links = calls.map((call) => {
      const access = call.expression as ts.PropertyAccessExpression
      const [, ...rest] = call.getChildren(this.file)
      const children = rest.map((child, index) => this.read(child, `${index}`))
      const dot = this.file.text.slice(end, access.name.getStart(this.file)).search(/[.?]/) + end
      end = call.end
      const range = [dot + this.offset, end + this.offset] as const
      return new Tree('Link', access.name.text, ...range, this.whole, children)
    })
    return [this.read(root, 'root'), ...links]
  }

  #startOf(node: ts.Node) {
    // An empty list has no text, so its start would be that of the next word.
    return Math.min(node.getStart(this.file), node.end) + this.offset
  }

  #commentsAbove(node: ts.Node) {
    if (node.parent?.kind === undefined || !isItem(node)) return []
    const ranges = ts.getLeadingCommentRanges(this.file.text, node.getFullStart()) ?? []
    return ranges.map(
      ({ pos, end }, index) =>
        new Tree('Comment', `comment#${index}`, pos + this.offset, end + this.offset, this.whole)
    )
  }

  #keyOf(node: ts.Node): string {
    if (ts.isImportDeclaration(node)) {
      return `${node.importClause?.isTypeOnly ?? false} ${node.moduleSpecifier.getText(this.file)}`
    }
    if (ts.isVariableStatement(node)) {
      return node.declarationList.declarations[0].name.getText(this.file)
    }
    if (ts.isObjectLiteralExpression(node)) return node.properties[0]?.getText(this.file) ?? ''
    if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) return node.text
    if (ts.isExpressionStatement(node)) return this.#nameOfCall(node.expression)
    if (ts.isForOfStatement(node)) return `for ${this.#keyOf(firstIn(node.statement))}`
    return (node as ts.NamedDeclaration).name?.getText(this.file) ?? ''
  }

  /** `test a member sees it`, `table.string name`: the function that is called first, and its first text. */
  #nameOfCall(expression: ts.Expression): string {
    let texts: string[] = []
    let node: ts.Expression = expression
    for (;;) {
      if (ts.isAwaitExpression(node)) node = node.expression
      else if (ts.isCallExpression(node)) {
        const [first] = node.arguments
        const name = node.expression.getText(this.file)
        const isText = first && (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first))
        if (isText && !name.includes('(')) texts = [name, first.getText(this.file)]
        node = node.expression
      } else if (ts.isPropertyAccessExpression(node)) node = node.expression
      else return texts.join(' ')
    }
  }
}

const firstIn = (node: ts.Statement) => (ts.isBlock(node) ? node.statements[0] : node) ?? node

/** The nodes that can stand in a list have comments of their own. */
function isItem(node: ts.Node) {
  return (
    ts.isStatement(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isObjectLiteralElement(node) ||
    ts.isArrayLiteralExpression(node.parent)
  )
}

/** Statements and the members of classes and types have no commas. */
function isOfCommas({ parent }: ts.Node) {
  return (
    ts.isObjectLiteralExpression(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isCallExpression(parent) ||
    ts.isNewExpression(parent) ||
    ts.isNamedImports(parent) ||
    ts.isNamedExports(parent) ||
    ts.isObjectBindingPattern(parent) ||
    ts.isArrayBindingPattern(parent) ||
    ts.isTupleTypeNode(parent) ||
    ts.isTypeReferenceNode(parent) ||
    ts.isDecorator(parent) ||
    ts.isFunctionLike(parent)
  )
}

/** The innermost expression of `a.b().c()`, and its calls; undefined for another expression. */
function chainOf(node: ts.Node): [ts.Expression, ...ts.CallExpression[]] | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined
  const inner = node.expression.expression
  const [root, ...calls] = chainOf(inner) ?? [inner]
  return [root, ...calls, node]
}

import ts from 'typescript'

/** A piece of TypeScript: a whole file, a script of a component or an expression of a template. */
export class Snippet {
  readonly source: ts.SourceFile

  /** @param firstLine the line of the file on which the snippet begins */
  constructor(
    text: string,
    readonly file: string,
    readonly firstLine = 1
  ) {
    this.source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  }

  /** Parentheses make it an expression; otherwise its braces would be parsed as a block. */
  static expression(text: string, file: string, firstLine: number) {
    return new Snippet(`(${text}\n)`, file, firstLine)
  }

  lineOf(position: number) {
    return this.source.getLineAndCharacterOfPosition(position).line + this.firstLine
  }
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void) {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

import {
  Project,
  type ArrayLiteralExpression,
  type ClassDeclaration,
  type Node,
  type ObjectLiteralExpression,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph'

/** Changes TypeScript by its syntax tree. Everything that `change` does not touch keeps its text. */
export function editCode(text: string, change: (file: SourceFile) => void) {
  const file = parseCode(text)
  change(file)
  return file.getFullText()
}

/** The syntax tree of one file, without the types of others. */
export function parseCode(text: string) {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    compilerOptions: { allowJs: true, experimentalDecorators: true },
    manipulationSettings: { indentationText: '  ' as never, useTrailingCommas: true },
  })
  return project.createSourceFile('code.ts', text)
}

interface Import {
  from: string
  byDefault?: string
  named?: string[]
  isType?: boolean
}

/** Adds an import in the place where the file's order wants it, or the missing names to an import that exists. */
export function addImport(
  file: SourceFile,
  { from, byDefault, named = [], isType = false }: Import
) {
  const existing = file
    .getImportDeclarations()
    .filter((one) => one.getModuleSpecifierValue() === from && one.isTypeOnly() === isType)
  const known = existing.flatMap((one) => one.getNamedImports().map((name) => name.getName()))
  const missing = named.filter((name) => !known.includes(name))
  const hasDefault = !byDefault || existing.some((one) => one.getDefaultImport())

  if (existing[0] && hasDefault) existing[0].addNamedImports(missing)
  else if (existing[0] && !isType && !existing[0].getDefaultImport()) {
    existing[0].setDefaultImport(byDefault!)
    existing[0].addNamedImports(missing)
  } else {
    file.insertImportDeclaration(placeOfImport(file, from), {
      moduleSpecifier: from,
      defaultImport: byDefault,
      namedImports: missing,
      isTypeOnly: isType,
    })
  }
}

/** Removes imported names that nothing uses any more, although the code `before` the change used them. */
export function removeUnusedImports(file: SourceFile, before: string) {
  const usedBefore = namesUsedIn(parseCode(before))
  const used = namesUsedIn(file)
  const isUnused = (name: string) => usedBefore.has(name) && !used.has(name)
  for (const declaration of file.getImportDeclarations()) {
    const named = declaration.getNamedImports()
    const unused = named.filter((one) => isUnused(one.getAliasNode()?.getText() ?? one.getName()))
    const byDefault = declaration.getDefaultImport()
    const isDefaultUnused = byDefault && isUnused(byDefault.getText())
    if ((byDefault || named.length > 0) && (!byDefault || isDefaultUnused)) {
      if (unused.length === named.length) {
        // Its own `remove` takes the blank line behind the imports too, and `removeText` fails at the first statement.
        const code = file.getFullText()
        const [start, end] = [declaration.getStart(true), declaration.getEnd() + 1]
        file.replaceWithText(code.slice(0, start) + code.slice(end))
        return removeUnusedImports(file, before)
      }
    }
    if (isDefaultUnused) declaration.removeDefaultImport()
    unused.forEach((one) => one.remove())
  }
}

/** The identifiers outside of the imports. */
function namesUsedIn(file: SourceFile) {
  const names = file
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .filter((one) => !one.getFirstAncestorByKind(SyntaxKind.ImportDeclaration))
  return new Set(names.map((one) => one.getText()))
}

/**
 * Among the imports of the same folder (`#models/…`), else before the first module of the app that comes later in the
 * alphabet. Packages stand before all of them.
 */
function placeOfImport(file: SourceFile, from: string) {
  const paths = file.getImportDeclarations().map((one) => one.getModuleSpecifierValue())
  const isNear = (path: string) => isOfApp(from) && path.split('/')[0] === from.split('/')[0]
  const before = paths.findLastIndex((path) => isNear(path) && path < from)
  if (before >= 0) return before + 1
  const near = paths.findIndex(isNear)
  if (near >= 0) return near
  const next = paths.findIndex((path) => isOfApp(path) && (!isOfApp(from) || path > from))
  return next < 0 ? paths.length : next
}

const isOfApp = (path: string) => /^[#~]/.test(path)

/** The object that a variable holds, also inside of calls: `const a = vine.create({ … })`, `{ … } satisfies B`. */
export function objectOf(file: SourceFile, variable: string): ObjectLiteralExpression | undefined {
  return literalOf(file, variable, SyntaxKind.ObjectLiteralExpression)
}

export function arrayOf(file: SourceFile, variable: string): ArrayLiteralExpression | undefined {
  return literalOf(file, variable, SyntaxKind.ArrayLiteralExpression)
}

function literalOf<
  Kind extends SyntaxKind.ObjectLiteralExpression | SyntaxKind.ArrayLiteralExpression,
>(file: SourceFile, variable: string, kind: Kind) {
  const value = file.getVariableDeclaration(variable)?.getInitializer()
  return value?.asKind(kind) ?? value?.getFirstDescendantByKind(kind)
}

/** The class that the file exports by default, or its first one. */
export function classOf(file: SourceFile): ClassDeclaration | undefined {
  return file.getClasses().find((one) => one.isDefaultExport()) ?? file.getClasses()[0]
}

type List = ObjectLiteralExpression | ArrayLiteralExpression

const itemsOf = (list: List): Node[] =>
  list.isKind(SyntaxKind.ArrayLiteralExpression) ? list.getElements() : list.getProperties()

/**
 * Inserts items before the one with this index, or at the end. Blank lines, comments and the other items keep their
 * place. The nodes of the file are unknown afterwards, so find them again.
 */
export function insertItems(list: List, index: number, texts: string[]) {
  const items = itemsOf(list)
  const next = items[index]
  const file = list.getSourceFile()
  if (next && index === 0) file.insertText(next.getStart(), `${texts.join(',\n')},\n`)
  else if (items.length > 0) {
    const before = items[Math.min(index, items.length) - 1]
    file.insertText(before.getEnd(), `,\n${texts.join(',\n')}`)
  } else {
    file.insertText(list.getStart() + 1, `\n${texts.join(',\n')},\n`)
  }
}

/** Adds a property among the first ones that are in the order of their names. */
export function addProperty(object: ObjectLiteralExpression, name: string, text: string) {
  const names = object.getProperties().map(nameOf)
  const next = names.findIndex((one, index) => one > name || (index > 0 && names[index - 1] > one))
  insertItems(object, next < 0 ? names.length : next, [text])
}

export function hasProperty(object: ObjectLiteralExpression, name: string) {
  return object.getProperties().some((property) => nameOf(property) === name)
}

/** The name of a property without its quotes. */
function nameOf(property: Node) {
  const text = property.getFirstChildByKind(SyntaxKind.Identifier)?.getText()
  const quoted = property.getFirstChildByKind(SyntaxKind.StringLiteral)?.getLiteralText()
  return text ?? quoted ?? property.getText()
}

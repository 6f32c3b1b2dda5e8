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
  default?: string
  named?: string[]
  isType?: boolean
}

/** Adds an import in the place where the file's order wants it, or the missing names to an import that exists. */
export function addImport(file: SourceFile, { from, named = [], isType = false, ...rest }: Import) {
  const existing = file
    .getImportDeclarations()
    .filter((one) => one.getModuleSpecifierValue() === from && one.isTypeOnly() === isType)
  const known = existing.flatMap((one) => one.getNamedImports().map((name) => name.getName()))
  const missing = named.filter((name) => !known.includes(name))
  const hasDefault = !rest.default || existing.some((one) => one.getDefaultImport())

  if (existing[0] && hasDefault) existing[0].addNamedImports(missing)
  else if (existing[0] && !isType && !existing[0].getDefaultImport()) {
    existing[0].setDefaultImport(rest.default!)
    existing[0].addNamedImports(missing)
  } else {
    file.insertImportDeclaration(placeOfImport(file, from), {
      moduleSpecifier: from,
      defaultImport: rest.default,
      namedImports: missing,
      isTypeOnly: isType,
    })
  }
}

/** After the last import from the same place (`#models/…`), else after the last of all. */
function placeOfImport(file: SourceFile, from: string) {
  const imports = file.getImportDeclarations()
  const [place] = from.split('/')
  const isNear = (other: string) => other.startsWith(`${place}/`) && place.startsWith('#')
  const paths = imports.map((one) => one.getModuleSpecifierValue())
  const last = paths.findLastIndex((path) => isNear(path) && path < from)
  if (last >= 0) return last + 1
  const first = paths.findIndex(isNear)
  return first >= 0 ? first : imports.length
}

/** Removes those of the names that nothing in the file uses any more, and imports that become empty. */
export function removeUnusedImports(file: SourceFile, names: string[]) {
  const isUnused = (name: string) => names.includes(name) && !isUsed(file, name)
  for (const declaration of file.getImportDeclarations()) {
    const byDefault = declaration.getDefaultImport()
    const named = declaration.getNamedImports()
    const kept = named.filter((one) => !isUnused(one.getAliasNode()?.getText() ?? one.getName()))
    const keepsDefault = byDefault && !isUnused(byDefault.getText())
    if (keepsDefault || kept.length > 0 || declaration.getNamespaceImport()) {
      if (byDefault && !keepsDefault) declaration.removeDefaultImport()
      named.filter((one) => !kept.includes(one)).forEach((one) => one.remove())
    } else if (byDefault || named.length > 0) {
      declaration.remove()
    }
  }
}

function isUsed(file: SourceFile, name: string) {
  return file
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .some(
      (one) => one.getText() === name && !one.getFirstAncestorByKind(SyntaxKind.ImportDeclaration)
    )
}

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

/** Adds a property before the first one with a greater name, if the properties are in order; else at the end. */
export function addProperty(object: ObjectLiteralExpression, name: string, text: string) {
  const names = object.getProperties().map(nameOf)
  const isSorted = names.every((one, index) => index === 0 || names[index - 1] <= one)
  const next = isSorted ? names.findIndex((one) => one > name) : -1
  const at = next < 0 ? names.length : next
  object.insertProperty(at, text)
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

import string from '@adonisjs/core/helpers/string'
import MagicString from 'magic-string'
import { ts } from 'ts-morph'
import { codeOf, elementsOf, type Code } from '#generators/syntax/component_code'

/** A name that a file gives to something of a module: `v` in `import v from '@vinejs/vine'`. */
interface ImportedName {
  local: string
  module: string
  /** Its name in the module: `default`, `*` for the whole module. */
  imported: string
  isType: boolean
  node: ts.ImportClause | ts.ImportSpecifier | ts.NamespaceImport
}

/** All names that a TypeScript file or a Vue component imports. */
export function importedNames(path: string, text: string) {
  return codeOf(path, text).flatMap(namesIn)
}

function namesIn({ file }: Code): ImportedName[] {
  return file.statements.flatMap((statement) => {
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined
    if (!clause) return []
    const { text: module } = (statement as ts.ImportDeclaration).moduleSpecifier as ts.StringLiteral
    return namesOf(clause).map((one) => ({ module, isType: clause.isTypeOnly, ...one }))
  })
}

function namesOf(clause: ts.ImportClause): Omit<ImportedName, 'module' | 'isType'>[] {
  const { name, namedBindings } = clause
  const byDefault = name ? [{ local: name.text, imported: 'default', node: clause }] : []
  if (!namedBindings) return byDefault
  if (ts.isNamespaceImport(namedBindings)) {
    return [...byDefault, { local: namedBindings.name.text, imported: '*', node: namedBindings }]
  }
  const named = namedBindings.elements.map((node) => {
    return { local: node.name.text, imported: (node.propertyName ?? node.name).text, node }
  })
  return [...byDefault, ...named]
}

/** The text with the names that somebody has given to the same imports in another file: `v` for `vine`. */
export function withNamesOf(current: string, path: string, text: string) {
  const known = importedNames(path, current)
  return withImportsCalled(path, text, ({ module, imported, local }) => {
    const own = known.filter((one) => one.module === module && one.imported === imported)
    return own.some((one) => one.local === local) ? undefined : own[0]?.local
  })
}

/** The text with the names that `make:resource` gives to imports, unless the file has another thing of that name. */
export function withUsualNames(path: string, text: string) {
  if (!/\.(ts|vue)$/.test(path)) return text
  const isUsual = ({ module, imported, local }: ImportedName) =>
    [undefined, local].includes(usualName(module, imported))
  const names = importedNames(path, text)
  if (names.every(isUsual)) return text
  const taken = new Set([...usedNames(path, text).used, ...names.map(({ local }) => local)])
  return withImportsCalled(path, text, ({ module, imported }) => {
    const name = usualName(module, imported)
    return name && taken.has(name) ? undefined : name
  })
}

function usualName(module: string, imported: string) {
  if (imported !== 'default') return imported === '*' ? undefined : imported
  if (module === '@vinejs/vine') return 'vine'
  const name = module
    .split('/')
    .at(-1)!
    .replace(/\.vue$/, '')
  if (/^(#(models|policies|transformers)|~\/components)\//.test(module))
    return string.pascalCase(name)
  return module.startsWith('@adonisjs/core/services/') ? string.camelCase(name) : undefined
}

/** Gives imports other names, with all their uses. */
function withImportsCalled(
  path: string,
  text: string,
  nameFor: (one: ImportedName) => string | undefined
) {
  const codes = codeOf(path, text)
  const names = new Map<string, string>()
  for (const one of codes.flatMap(namesIn)) {
    const name = nameFor(one)
    if (name && name !== one.local) names.set(one.local, name)
  }
  if (names.size === 0) return text

  const result = new MagicString(text)
  for (const code of codes) renameIn(code, names, result)
  for (const { tag, start, end } of path.endsWith('.vue') ? elementsOf(text) : []) {
    const name = names.get(tag)
    if (!name) continue
    result.overwrite(start + 1, start + 1 + tag.length, name)
    const closing = text.slice(start, end).lastIndexOf(`</${tag}`)
    if (closing > 0) {
      const from = start + closing + '</'.length
      result.overwrite(from, from + tag.length, name)
    }
  }
  return result.toString()
}

function renameIn({ file, offset }: Code, names: Map<string, string>, result: MagicString) {
  const overwrite = (node: ts.Node, text: string) =>
    result.overwrite(offset + node.getStart(file), offset + node.end, text)
  for (const { node, local, imported } of namesIn({ file, offset })) {
    const name = names.get(local)
    if (!name) continue
    if (!ts.isImportSpecifier(node)) overwrite(node.name!, name)
    else {
      const type = node.isTypeOnly ? 'type ' : ''
      overwrite(node, type + (imported === name ? name : `${imported} as ${name}`))
    }
  }
  for (const node of identifiersIn(file).filter(isReference)) {
    const name = names.get(node.text)
    if (!name) continue
    overwrite(node, ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ${name}` : name)
  }
}

/** The names that the code of a file uses or declares, and the tags of a component. */
export function usedNames(path: string, text: string) {
  const identifiers = codeOf(path, text).flatMap(({ file }) => identifiersIn(file))
  const isDeclared = ({ parent, ...node }: ts.Identifier) =>
    (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
    parent.name.pos === node.pos
  const tags = path.endsWith('.vue') ? elementsOf(text).map(({ tag }) => tag) : []
  return {
    used: new Set([...identifiers.filter(isReference).map((one) => one.text), ...tags]),
    declared: new Set(identifiers.filter(isDeclared).map((one) => one.text)),
  }
}

function identifiersIn(node: ts.Node): ts.Identifier[] {
  const found: ts.Identifier[] = ts.isIdentifier(node) ? [node] : []
  ts.forEachChild(node, (child) => void found.push(...identifiersIn(child)))
  return found
}

/** Whether the identifier stands for a variable or a type, and does not name a member or an import. */
function isReference(node: ts.Identifier) {
  const { parent } = node
  if (ts.isImportClause(parent) || ts.isImportSpecifier(parent) || ts.isNamespaceImport(parent)) {
    return false
  }
  if (ts.isQualifiedName(parent)) return parent.right !== node
  if (ts.isBindingElement(parent)) return parent.propertyName !== node
  if (ts.isShorthandPropertyAssignment(parent)) return true
  const isMember =
    ts.isPropertyAccessExpression(parent) ||
    ts.isObjectLiteralElement(parent) ||
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isNamedTupleMember(parent)
  return !isMember || parent.name !== node
}

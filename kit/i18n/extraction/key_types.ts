import ts from 'typescript'
import { walk } from '#i18n/extraction/snippet'

/**
 * Types and components of the app that take message keys, each with the names of those members or props: `LayoutProps`
 * has `title`.
 */
export type KeyTypes = Map<string, Set<string>>

/** `MessageKey`, `PlainMessageKey` and whatever else ends so. */
const KEY_TYPE = /\b\w*MessageKey\b/

export function isKeyType(type: ts.TypeNode) {
  return KEY_TYPE.test(type.getText())
}

export function keyTypesIn(source: ts.SourceFile, types: KeyTypes = new Map()): KeyTypes {
  walk(source, (node) => {
    const members = membersOf(node)
    const names = members?.filter(holdsKey).map((member) => member.name!.getText())
    if (names?.length) types.set((node as ts.InterfaceDeclaration).name.text, new Set(names))
  })
  return types
}

/** The props of a component that are keys by their type: `defineProps<{ title: MessageKey }>()`. */
export function addKeyProps(component: string, source: ts.SourceFile, types: KeyTypes) {
  walk(source, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineProps') return
    const [type] = node.typeArguments ?? []
    if (!type) return
    const own = ts.isTypeLiteralNode(type) ? type.members.filter(holdsKey) : []
    const names = [...own.map((member) => member.name!.getText()), ...keyMembersOf(type, types)]
    if (names.length > 0) types.set(component, new Set(names))
  })
}

/** The members of the named types that this type speaks of. */
export function keyMembersOf(type: ts.TypeNode, types: KeyTypes): Set<string> {
  const names = new Set<string>()
  walk(type, (node) => {
    const isName = ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)
    if (isName) types.get((node.typeName as ts.Identifier).text)?.forEach((name) => names.add(name))
  })
  return names
}

function membersOf(node: ts.Node) {
  if (ts.isInterfaceDeclaration(node)) return node.members
  if (ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type)) return node.type.members
  return undefined
}

function holdsKey(member: ts.TypeElement) {
  return ts.isPropertySignature(member) && member.type !== undefined && isKeyType(member.type)
}

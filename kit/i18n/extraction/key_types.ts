import ts from 'typescript'
import { walk } from '#i18n/extraction/snippet'

/**
 * The app's types and components that accept message keys, with the names of these members or props: `LayoutProps` has
 * `title`.
 */
export type KeyTypes = Map<string, Set<string>>

/** `MessageKey`, `PlainMessageKey` and other names with this ending. */
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

/** Adds the props of a component whose type is a message key: `defineProps<{ title: MessageKey }>()`. */
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

/** The key members of all named types that this type refers to. */
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

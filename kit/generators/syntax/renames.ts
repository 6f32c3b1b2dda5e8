import { pairs } from '#generators/syntax/pairs'
import { gistOf, type Tree } from '#generators/syntax/tree'

const FUNCTIONS = new Set([
  ...['ArrowFunction', 'FunctionExpression', 'FunctionDeclaration'],
  ...['MethodDeclaration', 'Constructor', 'GetAccessor', 'SetAccessor'],
])

/** The first part of these is the name that they declare. */
const DECLARATIONS = new Set(['VariableDeclaration', 'Parameter', 'BindingElement'])

/** The identifier in this place names a member, not a variable. */
const MEMBERS: Record<string, number> = {
  PropertyAccessExpression: 2,
  PropertyAssignment: 0,
  PropertySignature: 0,
  MethodDeclaration: 1,
}

/** The variables that somebody has given other names, each in its function or file. */
export class Renames {
  #scopes = new Map<Tree, Map<string, string>>()
  #parents = new Map<Tree, Tree>()
  #uses: [Map<string, number>, Map<string, number>]

  constructor(before: Tree, current: Tree) {
    this.#remember(current)
    this.#collect(before, current, current)
    this.#uses = [usesIn(before), usesIn(current)]
  }

  /** Whether the edited code uses a name more often, outside of the imports. */
  isUsedMore(name: string) {
    const [before, now] = this.#uses
    return (now.get(name) ?? 0) > (before.get(name) ?? 0)
  }

  /** The text of neighbours for a place in the edited file. */
  applied(text: string, trees: Tree[], place: Tree) {
    return withNames(text, trees, this.#namesAt(place))
  }

  /** Whether the code of `before`, whose text this is, has got other names and nothing else. */
  isOnlyRenamed(text: string, before: Tree, current: Tree) {
    const names = new Map([...this.#namesAt(current), ...this.#namesInside(current)])
    return isWithNames(text, before, current, names)
  }

  /** The same, if none of these names belongs to a function inside: `applied` gives them all to other code there. */
  isOnlyRenamedAround(text: string, before: Tree, current: Tree) {
    return isWithNames(text, before, current, this.#namesAt(current))
  }

  #remember(tree: Tree) {
    for (const child of tree.children) {
      this.#parents.set(child, tree)
      this.#remember(child)
    }
  }

  #collect(before: Tree, current: Tree, scope: Tree) {
    if (before.isSame(current)) return
    const inner = FUNCTIONS.has(current.kind) ? current : scope
    for (const [old, now] of pairs(before.children, current.children)) {
      const isName = DECLARATIONS.has(current.kind) && now === current.children[0]
      if (isName && now.kind === 'Identifier' && old.text !== now.text) {
        const names = this.#scopes.get(inner) ?? new Map<string, string>()
        this.#scopes.set(inner, names.set(old.text, now.text))
      }
      this.#collect(old, now, inner)
    }
  }

  /** The names in the functions around a place, the innermost last. */
  #namesAt(place: Tree): Map<string, string> {
    const parent = this.#parents.get(place)
    const outer = parent ? this.#namesAt(parent) : []
    return new Map([...outer, ...(this.#scopes.get(place) ?? [])])
  }

  #namesInside(place: Tree): [string, string][] {
    return place.children.flatMap((child) => [
      ...(this.#scopes.get(child) ?? []),
      ...this.#namesInside(child),
    ])
  }
}

function isWithNames(text: string, before: Tree, current: Tree, names: Map<string, string>) {
  return before.kind === current.kind && gistOf(withNames(text, [before], names)) === current.gist
}

function withNames(text: string, trees: Tree[], names: Map<string, string>) {
  const [start, end] = [trees[0].start, trees.at(-1)!.end]
  let result = ''
  let from = start
  for (const { tree, isShorthand } of variablesIn(trees)) {
    const name = names.get(tree.text)
    if (!name) continue
    result += text.slice(from, tree.start) + (isShorthand ? `${tree.text}: ${name}` : name)
    from = tree.end
  }
  return result + text.slice(from, end)
}

function variablesIn(trees: Tree[]): { tree: Tree; isShorthand: boolean }[] {
  return trees.flatMap((tree) => {
    if (tree.kind === 'Identifier') return [{ tree, isShorthand: false }]
    const isShorthand = tree.kind === 'ShorthandPropertyAssignment'
    return tree.children.flatMap((child, index) => {
      if (child.kind === 'Identifier' && MEMBERS[tree.kind] === index) return []
      return variablesIn([child]).map((one) => ({
        ...one,
        isShorthand: one.isShorthand || isShorthand,
      }))
    })
  })
}

function usesIn(file: Tree) {
  const uses = new Map<string, number>()
  const count = (tree: Tree) => {
    if (tree.kind === 'ImportDeclaration') return
    if (tree.kind.startsWith('Element ')) add(tree.kind.slice('Element '.length))
    if (tree.kind === 'Identifier') add(tree.text)
    tree.children.forEach(count)
  }
  const add = (name: string) => uses.set(name, (uses.get(name) ?? 0) + 1)
  count(file)
  return uses
}

import { createTwoFilesPatch } from 'diff'
import { pairs } from '#generators/syntax/pairs'
import { placeOf, rangeOf } from '#generators/syntax/places'
import { Renames } from '#generators/syntax/renames'
import { treeOf } from '#generators/syntax/file_tree'
import type { Tree } from '#generators/syntax/tree'

/** A change that has no safe place, for the developer to make. */
export interface HandWork {
  /** `gone`: code with changes of the developer is removed, because the code that it was about is. */
  action: 'write' | 'remove' | 'look' | 'gone'
  line: number
  code: string
}

interface Edit {
  start: number
  end: number
  text: string
}

/** The item of a list that a change is in: as it should be, and as it is. */
interface Item {
  after: Tree
  current: Tree
}

/**
 * Makes the change from `before` to `after` in `current`, which somebody has edited since it was `before`. It compares
 * the syntax trees; everything else in `current` stays. The result can be read as code, but it has no layout yet.
 */
export function merge(path: string, before: string, after: string, current: string) {
  if (current === before) return { text: after, work: [] as HandWork[] }
  const merger = new Merger({ before, after, current })
  try {
    const text = merger.run(treeOf(path, before), treeOf(path, after), treeOf(path, current))
    treeOf(path, text)
    return { text, work: merger.work }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const code = createTwoFilesPatch(path, path, before, after, undefined, undefined, {
      context: 1,
    })
    return { text: current, work: [{ action: 'write', line: 1, code } satisfies HandWork] }
  }
}

class Merger {
  readonly work: HandWork[] = []
  #edits: Edit[] = []
  #removed = new Map<Tree, Set<Tree>>()
  #renames!: Renames

  constructor(private texts: { before: string; after: string; current: string }) {}

  run(before: Tree, after: Tree, current: Tree) {
    this.#renames = new Renames(before, current)
    this.#merge(before, after, current, { after, current })
    for (const [list, trees] of this.#removed) this.#cut(list, trees)
    // In the same place, insertions come first, and the inner ones of them, which were found first.
    const length = ({ start, end }: Edit) => Math.min(end - start, 1)
    const edits = this.#edits.toSorted(
      (one, other) => one.start - other.start || length(one) - length(other)
    )
    let end = 0
    const parts = edits.map((edit) => {
      const part = this.texts.current.slice(end, edit.start) + edit.text
      end = Math.max(end, edit.end)
      return part
    })
    return parts.join('') + this.texts.current.slice(end)
  }

  #merge(before: Tree, after: Tree, current: Tree, item: Item) {
    if (before.isSame(after) || current.isSame(after)) return
    const names = [before, after, current].map(itemsOf)
    if (this.#isImportInUse(before) && names.every((list) => list !== undefined)) {
      const [old, next, now] = names
      return this.#mergeChildren(old, next, now, item)
    }
    if (this.#renames.isOnlyRenamedAround(this.texts.before, before, current)) {
      const text = this.#renames.applied(this.texts.after, [after], current)
      this.#edits.push({ start: current.start, end: current.end, text })
    } else if (isNode(before, current) && isNode(after, current)) {
      this.#mergeChildren(before, after, current, item)
    } else if (before.isSameCode(current) || this.#isUnchanged(before, current)) {
      const text = this.#renames.applied(this.texts.after, [after], current)
      this.#edits.push({ start: current.codeStart, end: current.end, text })
    } else {
      this.#tell('write', item.current, item.after)
    }
  }

  /** Whether somebody has given other names to variables, and changed nothing else. */
  #isUnchanged(before: Tree, current: Tree) {
    return before.isSame(current) || this.#renames.isOnlyRenamed(this.texts.before, before, current)
  }

  #mergeChildren(before: Tree, after: Tree, current: Tree, item: Item) {
    const next = childPairs(before, after)
    const now = childPairs(before, current)
    const places = new Map<Tree, Tree>()
    const tops = before.children.map((old) => now.get(old) ?? wrapperOf(old, current, now))
    for (const [index, old] of before.children.entries()) {
      const wanted = next.get(old)
      const top = tops[index]
      const place = now.get(old) ?? (top && find(old, top))
      if (wanted && top && place) {
        // A box around several trees is for a new neighbour too.
        const isShared = tops.some((other, at) => at !== index && other === top)
        places.set(wanted, isShared ? place : top)
        const own = current.isList ? { after: wanted, current: place } : item
        this.#merge(old, wanted, place, own)
      } else if (wanted && !old.isSame(wanted)) {
        this.#tell('write', current, wanted)
      } else if (!wanted && place) {
        this.#remove(old, place, current)
      }
    }
    const known = new Set(next.values())
    this.#insertAll(after, current, known, places)
  }

  #remove(old: Tree, place: Tree, list: Tree) {
    const isKnown = this.#isUnchanged(old, place) || old.isSameCode(place)
    if (!isKnown && (place.key === '' || place.key !== old.key)) {
      return this.#tell('remove', place, place)
    }
    if (this.#isImportInUse(old) || this.#keepsOwnItems(old, place)) return
    if (!this.#isUnchanged(old, place)) this.#tell('gone', place, place)
    const parent = list.children.includes(place) ? list : parentOf(place, list)
    this.#removed.set(parent, (this.#removed.get(parent) ?? new Set()).add(place))
  }

  /** Removes the known items of a property in which somebody has written more, and leaves the others. */
  #keepsOwnItems(old: Tree, place: Tree): boolean {
    const [items, own] = [itemsOf(old), itemsOf(place)]
    if (!items || !own || old.kind === 'ImportDeclaration') return false
    const known = pairs(items.children, own.children)
    if (known.size === own.children.length) return false
    for (const [item, mine] of known) this.#remove(item, mine, own)
    return true
  }

  /** Code of the developer needs the import, although the generated code does not. */
  #isImportInUse({ kind, text }: Tree) {
    if (kind !== 'ImportDeclaration' && kind !== 'ImportSpecifier') return false
    const names = text.replace(/from\s.*$/s, '').match(/\w+/g) ?? []
    return names.some(
      (name) => !['import', 'type'].includes(name) && this.#renames.isUsedMore(name)
    )
  }

  /** Inserts the trees of `after` that `before` did not have, neighbours together. */
  #insertAll(after: Tree, current: Tree, known: Set<Tree>, places: Map<Tree, Tree>) {
    const placed = new Set(places.values())
    for (const tree of after.children.filter((one) => !known.has(one))) {
      const twin = current.children.find((one) => !placed.has(one) && isTwin(one, tree))
      if (!twin) continue
      places.set(tree, twin)
      this.#complete(tree, twin)
    }
    const isNew = (tree: Tree | undefined) => tree && !known.has(tree) && !places.has(tree)
    for (let from = 0; from < after.children.length; from++) {
      if (!isNew(after.children[from])) continue
      let to = from
      while (isNew(after.children[to + 1])) to++
      this.#insert(after, [from, to], current, places)
      from = to
    }
  }

  #insert(after: Tree, [from, to]: [number, number], list: Tree, places: Map<Tree, Tree>) {
    const { children } = after
    const run = children.slice(from, to + 1)
    if (run[0].kind === 'Body' && list.text.endsWith('/>')) {
      const text = this.texts.after.slice(run[0].start - 1, after.end)
      this.#edits.push({ start: list.end - '/>'.length, end: list.end, text })
      return
    }
    const place = placeOf(children, [from, to], list, places)
    if (!place) {
      for (const tree of run) this.#tell('write', list, tree)
      return
    }
    const gap = (start: Tree | undefined, end: Tree) => {
      if (list.hasCommas) return ',\n'
      return start ? this.texts.after.slice(start.end, end.start) : '\n'
    }
    const text = this.#renames.applied(this.texts.after, run, list)
    const edit =
      'behind' in place
        ? { at: place.behind.end, text: gap(children[from - 1], run[0]) + text }
        : { at: place.before.start, text: text + gap(run.at(-1), children[to + 1]) }
    this.#edits.push({ start: edit.at, end: edit.at, text: edit.text })
  }

  /** Somebody has written a part of it already: only the missing items are inserted. */
  #complete(wanted: Tree, existing: Tree) {
    if (wanted.isSame(existing)) return
    const [items, own] = [itemsOf(wanted), itemsOf(existing)]
    if (!items || !own || own.children.length === 0) return this.#tell('write', existing, wanted)
    for (const item of items.children) {
      const twin = own.children.find((one) => isTwin(one, item))
      if (twin) this.#complete(item, twin)
      else this.#append(item, own)
    }
  }

  #append(tree: Tree, list: Tree) {
    const { end } = list.children.at(-1)!
    const text = this.#renames.applied(this.texts.after, [tree], list)
    this.#edits.push({ start: end, end, text: `,\n${text}` })
  }

  /** Removes trees from their list with what separates them, and keeps the larger gap. */
  #cut(list: Tree, trees: Set<Tree>) {
    const { children } = list
    for (let from = 0; from < children.length; from++) {
      if (!trees.has(children[from])) continue
      let to = from
      while (trees.has(children[to + 1])) to++
      if (children[from].kind === 'Body') {
        this.#edits.push({ start: children[from].start - 1, end: list.end, text: ' />' })
        continue
      }
      const range = rangeOf(
        this.texts.current,
        children[from],
        children[to],
        children[from - 1],
        children[to + 1]
      )
      this.#edits.push({ ...range, text: '' })
      from = to
    }
  }

  #tell(action: HandWork['action'], { start }: Tree, { text }: Tree) {
    const line = this.texts.current.slice(0, start).split('\n').length
    const isKnown = this.work.some((one) => one.action === action && one.code === text)
    if (!isKnown) this.work.push({ action, line, code: text })
  }
}

/** The list of an import, or of a property whose value is an object or an array. */
function itemsOf(tree: Tree): Tree | undefined {
  const isList = ({ kind }: Tree) =>
    ['NamedImports', 'ObjectLiteralExpression', 'ArrayLiteralExpression'].includes(kind)
  const holder = ['ImportDeclaration', 'ImportClause', 'PropertyAssignment'].includes(tree.kind)
    ? tree.children.find((child) => isList(child) || child.kind === 'ImportClause')
    : undefined
  if (holder?.kind === 'ImportClause') return itemsOf(holder)
  return holder?.children.find(({ isList: hasItems }) => hasItems)
}

/** Whether they have parts that can be compared. A list can be empty. */
const isNode = (one: Tree, other: Tree) =>
  one.kind === other.kind && (one.isList || one.children.length > 0)

/** The parts of a node that is no list have places, unless one of them has a part more. */
function childPairs(one: Tree, other: Tree) {
  if (one.isList || one.children.length !== other.children.length) {
    return pairs(one.children, other.children)
  }
  return new Map(one.children.map((child, index) => [child, other.children[index]]))
}

/** The new sibling in which somebody has put a tree: a `<div>` around a field. */
function wrapperOf(old: Tree, list: Tree, now: Map<Tree, Tree>) {
  if (!list.isList || old.key === '') return undefined
  const known = new Set(now.values())
  return list.children.find((one) => !known.has(one) && find(old, one))
}

/** The tree of the same name in another one. */
function find(wanted: Tree, { children }: Tree): Tree | undefined {
  for (const child of children) {
    if (child.kind === wanted.kind && child.key === wanted.key) return child
    const inner = find(wanted, child)
    if (inner) return inner
  }
  return undefined
}

function parentOf(tree: Tree, root: Tree): Tree {
  const child = root.children.find((one) => one.start <= tree.start && tree.end <= one.end)!
  return child === tree ? root : parentOf(tree, child)
}

const isTwin = (one: Tree, other: Tree) =>
  one.kind === other.kind && (one.isSame(other) || (one.key !== '' && one.key === other.key))

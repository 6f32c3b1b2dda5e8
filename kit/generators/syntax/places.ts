import type { Tree } from '#generators/syntax/tree'

/** Behind the sibling that stands before new trees, or before the one behind them. */
export function placeOf(
  children: Tree[],
  [from, to]: [number, number],
  list: Tree,
  places: Map<Tree, Tree>
): { behind: Tree } | { before: Tree } | undefined {
  const [left, right] = [children[from - 1], children[to + 1]]
  if (left && places.has(left)) return { behind: places.get(left)! }
  if (right && places.has(right)) return { before: places.get(right)! }
  // Somebody has replaced the last one, or written the first one.
  const last = list.children.at(-1)
  if (!right && last && (!left || places.size > 0)) return { behind: last }
  const previous = children.slice(0, from).findLast((one) => places.has(one))
  if (previous) return { behind: places.get(previous)! }
  const following = children.slice(to + 1).find((one) => places.has(one))
  return following && { before: places.get(following)! }
}

/** The text of removed neighbours, with what separates them from others. */
export function rangeOf(
  text: string,
  first: Tree,
  last: Tree,
  previous: Tree | undefined,
  next: Tree | undefined
) {
  if (!previous && !next) {
    const [comma = ''] = /^\s*,/.exec(text.slice(last.end)) ?? []
    return { start: first.start, end: last.end + comma.length }
  }
  if (!next) return { start: previous!.end, end: last.end }
  if (!previous) return { start: first.start, end: next.start }
  const isLarger = next.start - last.end > first.start - previous.end
  return isLarger ? { start: previous.end, end: last.end } : { start: first.start, end: next.start }
}

import { diffArrays } from 'diff'
import type { Tree } from '#generators/syntax/tree'

/** The words that two trees must have in common to be the same thing with changes. */
const SIMILAR = 0.6

/**
 * Finds for each tree the one that it has become: the same one, one of the same name, the most similar one, or the only
 * one in its place.
 */
export function pairs(ones: Tree[], others: Tree[]): Map<Tree, Tree> {
  const found = new Map<Tree, Tree>()
  const taken = new Set<Tree>()
  const pair = (one: Tree, other: Tree | undefined) => {
    if (!other || found.has(one) || taken.has(other)) return
    found.set(one, other)
    taken.add(other)
  }
  const free = () => others.filter((other) => !taken.has(other))

  for (const [one, other] of sameInOrder(ones, others)) pair(one, other)
  for (const one of ones)
    pair(
      one,
      free().find((other) => one.isSame(other))
    )
  for (const one of ones)
    pair(
      one,
      free().find((other) => hasSameName(one, other))
    )
  for (const one of ones) if (!found.has(one)) pair(one, mostSimilar(one, free()))
  for (const [one, other] of inSamePlace(ones, others, found, taken)) pair(one, other)
  return found
}

function sameInOrder(ones: Tree[], others: Tree[]) {
  const changes = diffArrays(ones, others, { comparator: (one, other) => one.isSame(other) })
  const found: [Tree, Tree][] = []
  let [first, second] = [0, 0]
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      for (let index = 0; index < count; index++) {
        found.push([ones[first + index], others[second + index]])
      }
    }
    if (!added) first += count
    if (!removed) second += count
  }
  return found
}

const hasSameName = (one: Tree, other: Tree) =>
  one.kind === other.kind && one.key !== '' && one.key === other.key

function mostSimilar(one: Tree, others: Tree[]) {
  const scores = others
    .filter((other) => other.kind === one.kind)
    .map((other) => ({ other, score: similarity(one, other) }))
    .filter(({ score }) => score >= SIMILAR)
  return scores.toSorted((first, second) => second.score - first.score)[0]?.other
}

/** The part of the words that two trees have in common. */
function similarity(one: Tree, other: Tree) {
  const [first, second] = [one, other].map(({ text }) => new Set(text.match(/\w+/g) ?? []))
  const common = [...first].filter((word) => second.has(word)).length
  return common / Math.max(1, first.size + second.size - common)
}

/** Between two neighbours that are known, as many trees of the same kinds have become each other. */
function inSamePlace(ones: Tree[], others: Tree[], found: Map<Tree, Tree>, taken: Set<Tree>) {
  const result: [Tree, Tree][] = []
  let from = 0
  while (from < ones.length) {
    if (found.has(ones[from])) {
      from++
      continue
    }
    const end = ones.findIndex((one, index) => index > from && found.has(one))
    const to = end < 0 ? ones.length : end
    const before = from === 0 ? -1 : others.indexOf(found.get(ones[from - 1])!)
    const behind = end < 0 ? others.length : others.indexOf(found.get(ones[end])!)
    const run = ones.slice(from, to)
    const place = others.slice(before + 1, behind)
    const isFree = place.every((other, index) => {
      return !taken.has(other) && other.kind === run[index]?.kind
    })
    if (isFree && place.length === run.length) {
      run.forEach((one, index) => result.push([one, place[index]]))
    }
    from = to
  }
  return result
}

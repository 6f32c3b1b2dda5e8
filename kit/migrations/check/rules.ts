import type { Facts } from '#migrations/check/facts'

/**
 * The rules of `migration:check`. `locks` stops reads or writes of a table for as long as the statement works through its
 * rows, so a small table does not matter. `breaks` makes statements of the running release fail, whatever the size.
 */
export const RULES = {
  addRequiredColumn: ['breaks'],
  rewriteTable: ['locks'],
  setNotNull: ['locks', 'breaks'],
  dropDefault: ['breaks'],
  changeType: ['locks', 'breaks'],
  rename: ['breaks'],
  dropColumn: ['breaks'],
  dropTable: ['breaks'],
  truncate: ['breaks'],
  addIndex: ['locks'],
  dropIndex: ['locks'],
  reindex: ['locks'],
  addUnique: ['locks'],
  addPrimaryKey: ['locks'],
  addForeignKey: ['locks'],
  addCheck: ['locks'],
  addExclusion: ['locks'],
  validate: ['locks'],
  attachPartition: ['locks'],
  detachPartition: ['locks'],
  refreshView: ['locks'],
  lockTable: ['locks'],
  backfill: ['locks'],
  noLockTimeout: ['locks'],
  insideTransaction: ['fails'],
  code: ['unknown'],
  syntax: ['unknown'],
} as const satisfies Record<string, readonly Effect[]>

type Effect = 'locks' | 'breaks' | 'fails' | 'unknown'

export type Rule = keyof typeof RULES

/** A rule that a statement does not keep. */
export interface Danger {
  rule: Rule
  /** The existing table, or none if the statement names none. */
  table?: string
  /** The column that lost its default. It is no danger if the migration gives it another one. */
  column?: string
  why: string
  /** Lines: the way without the danger. */
  instead: string[]
}

/** A statement as text, and the facts before it. */
export interface Context {
  sql: string
  facts: Facts
}

export function isRule(name: string): name is Rule {
  return Object.hasOwn(RULES, name)
}

/** True if it only holds a lock for longer the more rows the table has. */
export function onlyLocks(rule: Rule) {
  return RULES[rule].every((effect) => effect === 'locks')
}

/** True if nothing can happen to a table that nobody uses yet. */
export function needsExistingTable(rule: Rule) {
  return !RULES[rule].some((effect) => effect === 'fails')
}

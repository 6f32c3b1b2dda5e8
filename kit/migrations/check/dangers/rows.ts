import type { Node } from 'libpg-query'
import { isOn } from '#migrations/check/dangers/indexes'
import { comparedColumns, nodesOf } from '#migrations/check/expressions'
import type { Facts } from '#migrations/check/facts'
import type { Danger } from '#migrations/check/rules'
import { read, tableName } from '#migrations/check/statements'

/** UPDATE, DELETE and MERGE, also inside a WITH. A row that its key names is no danger. */
export function changedRows(node: Node, facts: Facts): Danger[] {
  const changes = ['UpdateStmt', 'DeleteStmt', 'MergeStmt'].flatMap((type) => nodesOf(node, type))
  return changes
    .filter((change) => !namesRows(change, facts))
    .map(({ relation }) => backfill(tableName(relation)))
}

function namesRows({ relation, whereClause }: Record<string, any>, facts: Facts) {
  const table = tableName(relation)
  return comparedColumns(whereClause).some(
    (column) => column === 'id' || facts.column(table, column)?.isUnique
  )
}

function backfill(table: string): Danger {
  return {
    rule: 'backfill',
    table,
    why: `The rows of ${table} stay locked until the last one is changed, and others who change them wait.`,
    instead: [
      `change the rows in batches, by a job of the release: docs/migrations.md#fill-a-column`,
    ],
  }
}

/** VACUUM FULL. A plain VACUUM locks nobody out. */
export function vacuumed({ options, rels = [] }: Record<string, any>): Danger[] {
  if (!isOn(options, 'full')) return []
  return (rels as Node[]).map((rel) => rewritten(tableName(read(rel)[1].relation)))
}

/** CLUSTER. */
export function clustered({ relation }: Record<string, any>): Danger[] {
  return [rewritten(relation && tableName(relation))]
}

function rewritten(table?: string): Danger {
  return {
    rule: 'rewriteTable',
    table,
    why: `PostgreSQL writes the whole table anew. Until then nobody can read or write it.`,
    instead: [
      `leave it out, and let autovacuum reuse the space. The extension pg_repack locks nobody out`,
    ],
  }
}

/** REFRESH MATERIALIZED VIEW. */
export function refreshedView({ relation, concurrent }: Record<string, any>): Danger[] {
  if (concurrent) return []
  const view = tableName(relation)
  return [
    {
      rule: 'refreshView',
      table: view,
      why: `Nobody can read ${view} until it is filled.`,
      instead: [`REFRESH MATERIALIZED VIEW CONCURRENTLY ${view}; the view needs a unique index`],
    },
  ]
}

/** DO, CALL and EXECUTE run code. */
export function unknownCode(): Danger[] {
  return [code('The statement runs code, which the check does not see.')]
}

export function code(why: string): Danger {
  return {
    rule: 'code',
    why,
    instead: [
      `read the code: does it lock a big table, or change what the running release uses?`,
      `Move changes of rows into a job (docs/migrations.md#fill-a-column), or state why it is safe`,
    ],
  }
}

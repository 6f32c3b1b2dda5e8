import { alteredTable } from '#migrations/check/dangers/altered_table'
import { addedIndex, reindexed } from '#migrations/check/dangers/indexes'
import * as objects from '#migrations/check/dangers/objects'
import * as rows from '#migrations/check/dangers/rows'
import type { Facts } from '#migrations/check/facts'
import type { Context, Danger } from '#migrations/check/rules'
import { read, type Statement } from '#migrations/check/statements'

type Judge = (fields: Record<string, any>, context: Context) => Danger[]

const JUDGES: Record<string, Judge> = {
  AlterTableStmt: alteredTable,
  IndexStmt: addedIndex,
  ReindexStmt: reindexed,
  DropStmt: objects.dropped,
  RenameStmt: objects.renamed,
  AlterObjectSchemaStmt: objects.movedToSchema,
  AlterEnumStmt: objects.changedEnum,
  TruncateStmt: objects.truncated,
  LockStmt: objects.lockedTable,
  VacuumStmt: rows.vacuumed,
  ClusterStmt: rows.clustered,
  RefreshMatViewStmt: rows.refreshedView,
  DoStmt: rows.unknownCode,
  CallStmt: rows.unknownCode,
  ExecuteStmt: rows.unknownCode,
}

/** A function or a trigger that is created has rows to change only when it is called. */
const CHANGES_ROWS = [
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
  'SelectStmt',
  'InsertStmt',
  'CreateTableAsStmt',
]

/** The rules that a statement does not keep, whatever its table is. */
export function dangersIn({ node, sql }: Statement, facts: Facts): Danger[] {
  const [type, fields] = read(node)
  if (CHANGES_ROWS.includes(type)) return rows.changedRows(node, facts)
  return JUDGES[type]?.(fields, { sql, facts }) ?? []
}

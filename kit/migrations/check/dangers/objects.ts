import type { Node } from 'libpg-query'
import { droppedIndex } from '#migrations/check/dangers/indexes'
import type { Context, Danger } from '#migrations/check/rules'
import { objectName, tableName } from '#migrations/check/statements'

/** Names that queries use. Names of indexes, constraints, triggers and roles are free to change. */
const NAMES_IN_QUERIES: Record<string, string> = {
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'view',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_COLUMN: 'column',
  OBJECT_ATTRIBUTE: 'attribute',
  OBJECT_SCHEMA: 'schema',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'procedure',
}

/** ALTER … RENAME. */
export function renamed({ renameType, relation, subname, newname }: Record<string, any>): Danger[] {
  const kind = NAMES_IN_QUERIES[renameType]
  if (!kind) return []
  const table = relation && tableName(relation)
  return [
    rename(
      table,
      `The running release still uses the former name of the ${kind}, and its queries fail.`,
      [
        ...(renameType === 'OBJECT_COLUMN'
          ? [`add a column ${newname}, store both, fill the old rows, and drop ${subname} later:`]
          : [`add the new ${kind}, let the next release use it, and drop the former one later:`]),
        `docs/migrations.md#rename-a-column`,
      ]
    ),
  ]
}

/** ALTER … SET SCHEMA. */
export function movedToSchema({ relation }: Record<string, any>): Danger[] {
  const why = 'The running release looks for it in the former schema, and its queries fail.'
  return [
    rename(relation && tableName(relation), why, [
      'add it in the new schema, and drop the former one later',
    ]),
  ]
}

/** ALTER TYPE … RENAME VALUE. */
export function changedEnum({ oldVal: former }: Record<string, any>): Danger[] {
  if (!former) return []
  const why = `The running release still stores and compares '${former}', and these statements fail.`
  return [
    rename(undefined, why, [
      'add the new value, store it from the next release on, and keep the former one',
    ]),
  ]
}

function rename(table: string | undefined, why: string, instead: string[]): Danger {
  return { rule: 'rename', table, why, instead }
}

/** DROP. */
export function dropped(statement: Record<string, any>, context: Context): Danger[] {
  const { removeType, objects } = statement
  if (removeType === 'OBJECT_INDEX') return droppedIndex(statement, context)
  const kind = NAMES_IN_QUERIES[removeType]
  if (!kind) return []
  return (objects as Node[]).map((object) => ({
    rule: 'dropTable',
    table: removeType === 'OBJECT_TABLE' ? objectName(object) : undefined,
    why: `A running release that still uses the ${kind} ${objectName(object)} fails.`,
    instead: [`drop it in the release after the one whose code no longer names it`],
  }))
}

/** TRUNCATE. */
export function truncated({ relations }: Record<string, any>): Danger[] {
  return tablesOf(relations).map((table) => ({
    rule: 'truncate',
    table,
    why: `The rows of ${table} end under the running release.`,
    instead: [`delete them by a job, after the release that no longer reads them`],
  }))
}

/** LOCK TABLE. */
export function lockedTable({ relations }: Record<string, any>): Danger[] {
  return tablesOf(relations).map((table) => ({
    rule: 'lockTable',
    table,
    why: `Others wait for ${table} until the migration ends.`,
    instead: [`leave the lock out: a statement takes the lock that it needs`],
  }))
}

function tablesOf(relations: Node[]) {
  return relations.map((relation) => tableName((relation as { RangeVar: object }).RangeVar))
}

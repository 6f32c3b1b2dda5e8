import type { Node } from 'libpg-query'
import type { Context, Danger } from '#migrations/check/rules'
import { objectName, read, tableName } from '#migrations/check/statements'

/** CREATE INDEX. */
export function addedIndex(statement: Record<string, any>, { sql }: Context): Danger[] {
  if (statement.concurrent) return []
  const table = tableName(statement.relation)
  const index = statement.idxname
  return [
    {
      rule: 'addIndex',
      table,
      why: `Nobody can write ${table} until the index is built.`,
      instead: [
        `static disableTransactions = true`,
        ...(index ? [`this.schema.raw('DROP INDEX CONCURRENTLY IF EXISTS ${index}')`] : []),
        `this.schema.raw(\`${sql.replace(/\bindex\b/i, 'INDEX CONCURRENTLY')}\`)`,
      ],
    },
  ]
}

/** DROP INDEX. */
export function droppedIndex(
  { objects, concurrent }: Record<string, any>,
  { facts }: Context
): Danger[] {
  if (concurrent) return []
  return (objects as Node[]).map(objectName).map((index) => ({
    rule: 'dropIndex',
    table: facts.tableOfIndex(index),
    why: `It waits until no query uses the table, and until then no other query can begin.`,
    instead: [
      `static disableTransactions = true`,
      `this.schema.raw('DROP INDEX CONCURRENTLY IF EXISTS ${index}')`,
    ],
  }))
}

/** REINDEX, whose options are `(CONCURRENTLY)` and others. */
export function reindexed(fields: Record<string, any>, { facts }: Context): Danger[] {
  const { relation, name, params, kind } = fields
  if (isOn(params, 'concurrently')) return []
  const target = relation ? tableName(relation) : name
  const isIndex = kind === 'REINDEX_OBJECT_INDEX'
  return [
    {
      rule: 'reindex',
      table: isIndex ? facts.tableOfIndex(target) : relation && target,
      why: `Nobody can read or write the table until the index is built anew.`,
      instead: [
        `static disableTransactions = true`,
        `this.schema.raw('REINDEX ${isIndex ? 'INDEX' : 'TABLE'} CONCURRENTLY ${target}')`,
      ],
    },
  ]
}

/** An option of REINDEX, VACUUM or CLUSTER. */
export function isOn(options: Node[] = [], wanted: string) {
  return options.some((option) => {
    const [, { defname, arg }] = read(option)
    const [, { sval, boolval, ival }] = read(arg)
    const isOff = ['false', 'off'].includes(sval) || boolval === false || ival === 0
    return defname === wanted && !isOff
  })
}

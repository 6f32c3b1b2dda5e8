import type { Danger } from '#migrations/check/rules'
import { isOn } from '#migrations/check/dangers/indexes'
import { read, tableName, type Statement } from '#migrations/check/statements'
import type { Node } from 'libpg-query'

/** The statements of a migration so far, as far as transactions matter. */
export class Transactions {
  #locked = new Map<string, number>()
  #hasLockTimeout = false

  dangersOf(statement: Statement): Danger[] {
    return [
      ...insideTransaction(statement),
      ...this.#lateValidation(statement),
      ...this.#endlessWait(statement),
    ]
  }

  /** Call it after `dangersOf`. */
  add({ node, transaction }: Statement) {
    const [type, fields] = read(node)
    if (type === 'VariableSetStmt' && fields.name === 'lock_timeout') this.#hasLockTimeout = true
    const table = lockedBy(node)
    if (table) this.#locked.set(table, transaction)
  }

  /** The strong lock of the earlier statement would last as long as the validation. */
  #lateValidation({ node, transaction }: Statement): Danger[] {
    const table = validatedTable(node)
    if (!table || this.#locked.get(table) !== transaction) return []
    return [
      {
        rule: 'validate',
        table,
        why: `An earlier statement of this transaction locks ${table}, and the lock lasts until all rows are checked.`,
        instead: [`move VALIDATE CONSTRAINT into a migration of its own`],
      },
    ]
  }

  /** `migration:run` limits the waits of transactions only. */
  #endlessWait({ node, isInTransaction }: Statement): Danger[] {
    const table = lockedBy(node)
    if (!table || isInTransaction || this.#hasLockTimeout) return []
    return [
      {
        rule: 'noLockTimeout',
        table,
        why: `Without a transaction, the statement waits for its lock without a limit, and all queries of ${table} wait behind it.`,
        instead: [`move it into a migration of its own, without disableTransactions`],
      },
    ]
  }
}

const NO_STRONG_LOCK = ['AT_ValidateConstraint', 'AT_SetStatistics', 'AT_DetachPartition']
const STRONG_LOCKS = ['RenameStmt', 'CreateTrigStmt', 'AlterObjectSchemaStmt']

/** The table that stays locked against reads or writes until the transaction ends. */
function lockedBy(node: Node) {
  const [type, fields] = read(node)
  if (!fields.relation) return undefined
  if (STRONG_LOCKS.includes(type)) return tableName(fields.relation)
  if (type !== 'AlterTableStmt' || fields.objtype !== 'OBJECT_TABLE') return undefined
  const isStrong = (fields.cmds as Node[]).some(
    (command) => !NO_STRONG_LOCK.includes(read(command)[1].subtype)
  )
  return isStrong ? tableName(fields.relation) : undefined
}

function validatedTable(node: Node) {
  const [type, fields] = read(node)
  if (type !== 'AlterTableStmt') return undefined
  const validates = (fields.cmds as Node[]).some(
    (command) => read(command)[1].subtype === 'AT_ValidateConstraint'
  )
  return validates ? tableName(fields.relation) : undefined
}

/** Statements that PostgreSQL refuses in a transaction. */
function insideTransaction({ node, isInTransaction }: Statement): Danger[] {
  if (!isInTransaction || !needsNoTransaction(node)) return []
  return [
    {
      rule: 'insideTransaction',
      why: 'PostgreSQL refuses the statement in a transaction, so the migration fails.',
      instead: [
        `static disableTransactions = true`,
        `and one this.schema.raw('…') for each statement: several in one query are a transaction too`,
      ],
    },
  ]
}

function needsNoTransaction(node: Node) {
  const [type, fields] = read(node)
  if (type === 'IndexStmt') return Boolean(fields.concurrent)
  if (type === 'DropStmt') return Boolean(fields.concurrent)
  if (type === 'ReindexStmt') return isOn(fields.params, 'concurrently') || !fields.relation
  if (type === 'VacuumStmt') return fields.is_vacuumcmd === true
  if (type === 'ClusterStmt') return !fields.relation
  if (type === 'AlterTableStmt') return (fields.cmds as Node[]).some(detachesConcurrently)
  return ['CreatedbStmt', 'DropdbStmt', 'AlterSystemStmt', 'CreateTableSpaceStmt'].includes(type)
}

function detachesConcurrently(command: Node) {
  const [, { subtype, def }] = read(command)
  return subtype === 'AT_DetachPartition' && read(def)[1].concurrent === true
}

import type { ColumnDef, Constraint, Node } from 'libpg-query'
import { columnType, isWidening } from '#migrations/check/column_type'
import { addedColumn } from '#migrations/check/dangers/added_column'
import { addedConstraint, notNullInSteps } from '#migrations/check/dangers/constraints'
import { columnOf } from '#migrations/check/expressions'
import type { Facts } from '#migrations/check/facts'
import type { Context, Danger } from '#migrations/check/rules'
import { read, tableName } from '#migrations/check/statements'

interface Command {
  subtype?: string
  name?: string
  def?: Node
}

const REWRITES = [
  'AT_SetLogged',
  'AT_SetUnLogged',
  'AT_SetTableSpace',
  'AT_SetAccessMethod',
  'AT_SetExpression',
]

/** ALTER TABLE. */
export function alteredTable(fields: Record<string, any>, { facts, sql }: Context): Danger[] {
  const { relation, cmds, objtype } = fields
  if (objtype !== 'OBJECT_TABLE') return []
  const table = tableName(relation)
  const commands = (cmds as Node[]).map((command) => read(command)[1] as Command)
  const only = commands.length === 1 ? sql : undefined
  const dropped = commands
    .filter(({ subtype }) => subtype === 'AT_DropConstraint')
    .map(({ name }) => name!)
  return commands.flatMap((command) =>
    command.subtype === 'AT_SetNotNull'
      ? setNotNull(table, command.name!, dropped, facts)
      : commandOf(table, command, facts, only)
  )
}

function commandOf(table: string, command: Command, facts: Facts, sql?: string): Danger[] {
  const { subtype = '', name = '', def } = command
  const [, definition] = read(def)
  if (subtype === 'AT_AddColumn') return addedColumn(table, definition as ColumnDef)
  if (subtype === 'AT_AddConstraint') {
    return addedConstraint(table, definition as Constraint, { sql })
  }
  if (subtype === 'AT_DropColumn') return [droppedColumn(table, name)]
  if (subtype === 'AT_AlterColumnType') return changedType(table, name, definition, facts)
  if (subtype === 'AT_ColumnDefault' && !def) return droppedDefault(table, name, facts)
  if (subtype === 'AT_DropIdentity') return droppedDefault(table, name, facts)
  if (subtype === 'AT_AttachPartition') return [attachedPartition(table)]
  if (subtype === 'AT_DetachPartition' && !definition.concurrent) return [detachedPartition(table)]
  return REWRITES.includes(subtype) ? [rewritten(table)] : []
}

function droppedColumn(table: string, column: string): Danger {
  return {
    rule: 'dropColumn',
    table,
    why: `A running release that still reads or writes ${column} fails.`,
    instead: [
      `drop it in the release after the one whose code no longer names ${column}:`,
      `docs/migrations.md#drop-a-column`,
    ],
  }
}

function setNotNull(table: string, column: string, dropped: string[], facts: Facts): Danger[] {
  if (facts.column(table, column)?.isRequired) return []
  if (facts.isProvenNotNull(table, column, dropped)) return []
  return [
    {
      rule: 'setNotNull',
      table,
      why:
        `PostgreSQL reads all of ${table} to look for NULL, and until then nobody can read or write it. ` +
        `A running release that stores NULL fails.`,
      instead: [
        ...notNullInSteps(table, column),
        `If ${column} is NOT NULL already, leave it: .alter({ alterNullable: false })`,
      ],
    },
  ]
}

/** Only a column that has to have a value needs its default. */
function droppedDefault(table: string, column: string, facts: Facts): Danger[] {
  const known = facts.column(table, column)
  if (!known?.isRequired || !known.hasDefault) return []
  return [
    {
      rule: 'dropDefault',
      table,
      column,
      why: `${column} is NOT NULL, so a running release that stores rows without it fails.`,
      instead: [`drop the default in the release after the one that always stores ${column}`],
    },
  ]
}

function changedType(table: string, name: string, column: ColumnDef, facts: Facts): Danger[] {
  const { typeName, raw_default: using, collClause } = column
  const to = columnType(typeName)
  const isSame = isWidening(facts.column(table, name)?.type, to)
  if (isSame && !collClause && (!using || isPlainCast(using, name, typeName))) return []
  return [
    {
      rule: 'changeType',
      table,
      why:
        `PostgreSQL writes ${table} and its indexes anew, and until then nobody can read or write it. ` +
        `The running release still expects the former type.`,
      instead: [
        `add a column of the new type, store both, fill the old rows, and drop the former column later:`,
        `docs/migrations.md#change-a-type`,
      ],
    },
  ]
}

/** Lucid writes `USING ("name"::varchar(300))`, which is what PostgreSQL does without it. */
function isPlainCast(using: Node, column: string, typeName: ColumnDef['typeName']) {
  const [type, { arg, typeName: target }] = read(using)
  const isSameType = JSON.stringify(columnType(target)) === JSON.stringify(columnType(typeName))
  return type === 'TypeCast' && columnOf(arg) === column && isSameType
}

function rewritten(table: string): Danger {
  return {
    rule: 'rewriteTable',
    table,
    why: `PostgreSQL writes ${table} anew. Until then nobody can read or write it.`,
    instead: [`create a new table, copy the rows by a job, and use it from the next release on`],
  }
}

function attachedPartition(table: string): Danger {
  return {
    rule: 'attachPartition',
    table,
    why: `PostgreSQL reads the whole partition while it is locked, unless a check proves its bounds.`,
    instead: [
      `add a check of the bounds to the partition with NOT VALID, validate it in a second migration,`,
      `attach the partition in a third one, and state that in static safety`,
    ],
  }
}

function detachedPartition(table: string): Danger {
  return {
    rule: 'detachPartition',
    table,
    why: `It waits until no query uses ${table}, and until then no other query can begin.`,
    instead: [`static disableTransactions = true, and DETACH PARTITION … CONCURRENTLY`],
  }
}

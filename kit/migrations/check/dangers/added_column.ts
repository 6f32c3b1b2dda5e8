import type { ColumnDef, Constraint, Node } from 'libpg-query'
import { isSerial } from '#migrations/check/column_type'
import { addedConstraint } from '#migrations/check/dangers/constraints'
import { isNull, unsteadyFunction } from '#migrations/check/expressions'
import { read } from '#migrations/check/statements'
import type { Danger } from '#migrations/check/rules'

/** ALTER TABLE … ADD COLUMN. */
export function addedColumn(table: string, column: ColumnDef): Danger[] {
  const constraints = (column.constraints ?? []).map((one) => read(one)[1] as Constraint)
  const given = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr
  const rewriting = rewritingDefault(column, constraints, given)
  const has = (type: Constraint['contype']) => constraints.some(({ contype }) => contype === type)
  const isRequired = has('CONSTR_NOTNULL') || has('CONSTR_PRIMARY')
  const isFilled = !isNull(given) || rewriting || has('CONSTR_GENERATED')

  return [
    ...(isRequired && !isFilled ? [required(table, column.colname!)] : []),
    ...(rewriting ? [rewrite(table, column.colname!, rewriting)] : []),
    ...constraints.flatMap((one) => inlineConstraint(table, column.colname!, one, given)),
  ]
}

/** The reason why PostgreSQL writes a value into each row. */
function rewritingDefault({ typeName }: ColumnDef, constraints: Constraint[], given?: Node) {
  if (isSerial(typeName)) return 'Each row gets a number of its own'
  for (const { contype, generated_kind: kind } of constraints) {
    if (contype === 'CONSTR_IDENTITY') return 'Each row gets a number of its own'
    if (contype === 'CONSTR_GENERATED' && kind !== 'v') return 'The value of each row is computed'
  }
  const name = unsteadyFunction(given)
  return name && `The default calls ${name}(), which may give each row another value`
}

/** PostgreSQL trusts a reference of a new column without a value, and reads the rows for the other constraints. */
function inlineConstraint(table: string, column: string, constraint: Constraint, given?: Node) {
  if (constraint.contype === 'CONSTR_FOREIGN' && isNull(given)) return []
  return addedConstraint(table, constraint, { column })
}

function required(table: string, column: string): Danger {
  return {
    rule: 'addRequiredColumn',
    table,
    why:
      `The running release stores rows without ${column}, and each of these statements fails. ` +
      `If ${table} has a row, the migration fails too.`,
    instead: [
      `Give it a default, such as .notNullable().defaultTo(0). Or add it with .nullable(), fill it,`,
      `and make it required in a later release: docs/migrations.md#a-required-column`,
    ],
  }
}

function rewrite(table: string, column: string, reason: string): Danger {
  return {
    rule: 'rewriteTable',
    table,
    why: `${reason}, so PostgreSQL writes ${table} anew. Until then nobody can read or write it.`,
    instead: [
      `Add ${column} with .nullable() and without a default. Set the default in a second statement, which`,
      `new rows follow, and fill the old rows by a job: docs/migrations.md#fill-a-column`,
    ],
  }
}

import type { Constraint } from 'libpg-query'
import { nameParts } from '#migrations/check/statements'
import type { Danger } from '#migrations/check/rules'

interface Place {
  /** The new column that has the constraint. */
  column?: string
  /** The statement, if it does nothing else. */
  sql?: string
}

/** ADD CONSTRAINT, and the constraints of a new column. */
export function addedConstraint(table: string, constraint: Constraint, place: Place): Danger[] {
  const { contype, indexname: index, skip_validation: isNew } = constraint
  const { column } = place
  const columns = column ? [column] : nameParts(constraint.fk_attrs ?? constraint.keys)
  if (contype === 'CONSTR_UNIQUE' && !index) return [unique(table, constraint, columns)]
  if (contype === 'CONSTR_PRIMARY' && !index) return [primaryKey(table, columns)]
  if (contype === 'CONSTR_EXCLUSION') return [exclusion(table)]
  if (contype === 'CONSTR_FOREIGN' && !isNew) return [foreignKey(table, constraint, columns, place)]
  if (contype === 'CONSTR_CHECK' && !isNew) return [check(table, constraint, place)]
  if (contype === 'CONSTR_NOTNULL' && !isNew && !column) return [notNull(table, columns[0])]
  return []
}

const SCAN = 'To check the rows that are there, PostgreSQL reads all of'

/** The statement itself is the best example. */
function validated(name: string, table: string, definition: string, { sql }: Place) {
  const statement = sql ?? `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`
  return [
    `this.schema.raw(\`${statement} NOT VALID\`)`,
    `and in a second migration, which lets reads and writes pass:`,
    `this.schema.raw('ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}')`,
  ]
}

function unique(table: string, { conname }: Constraint, columns: string[]): Danger {
  const name = conname ?? `${table}_${columns.join('_')}_unique`
  return {
    rule: 'addUnique',
    table,
    why: `PostgreSQL builds the index of the constraint while nobody can read or write ${table}.`,
    instead: [
      `static disableTransactions = true`,
      `this.schema.raw('CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${table} (${columns.join(', ')})')`,
      `and in a second migration, if it has to be a constraint:`,
      `this.schema.raw('ALTER TABLE ${table} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}')`,
    ],
  }
}

function primaryKey(table: string, columns: string[]): Danger {
  const name = `${table}_pkey`
  return {
    rule: 'addPrimaryKey',
    table,
    why: `PostgreSQL builds the index of the key while nobody can read or write ${table}.`,
    instead: [
      `static disableTransactions = true`,
      `this.schema.raw('CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${table} (${columns.join(', ')})')`,
      `and in a second migration, after the columns are NOT NULL:`,
      `this.schema.raw('ALTER TABLE ${table} ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX ${name}')`,
    ],
  }
}

function foreignKey(
  table: string,
  constraint: Constraint,
  columns: string[],
  place: Place
): Danger {
  const { pktable, pk_attrs: keys } = constraint
  const name = constraint.conname ?? `${table}_${columns.join('_')}_foreign`
  const other = pktable?.relname ?? 'other'
  return {
    rule: 'addForeignKey',
    table,
    why: `${SCAN} ${table}. Until then nobody can write ${table} or ${other}.`,
    instead: validated(
      name,
      table,
      `FOREIGN KEY (${columns.join(', ')}) REFERENCES ${other} (${nameParts(keys).join(', ') || 'id'})`,
      place
    ),
  }
}

function check(table: string, { conname }: Constraint, place: Place): Danger {
  return {
    rule: 'addCheck',
    table,
    why: `${SCAN} ${table}. Until then nobody can read or write it.`,
    instead: validated(conname ?? `${table}_check`, table, 'CHECK (…)', place),
  }
}

function notNull(table: string, column: string): Danger {
  return {
    rule: 'setNotNull',
    table,
    why: `${SCAN} ${table}. Until then nobody can read or write it.`,
    instead: notNullInSteps(table, column),
  }
}

export function notNullInSteps(table: string, column: string) {
  const name = `${table}_${column}_not_null`
  return [
    `after the running release always stores a value, in three migrations, the last two lines in one:`,
    `this.schema.raw('ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IS NOT NULL) NOT VALID')`,
    `this.schema.raw('ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}')`,
    `this.schema.raw('ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL')`,
    `this.schema.raw('ALTER TABLE ${table} DROP CONSTRAINT ${name}')`,
  ]
}

function exclusion(table: string): Danger {
  return {
    rule: 'addExclusion',
    table,
    why: `PostgreSQL builds the index of the constraint while nobody can read or write ${table}. It has no other way.`,
    instead: [
      `create a new table with the constraint and copy the rows, or migrate while the app is closed`,
    ],
  }
}

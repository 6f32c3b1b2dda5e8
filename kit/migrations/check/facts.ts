import type { ColumnDef, Constraint, Node } from 'libpg-query'
import { columnType, isSerial, type ColumnType } from '#migrations/check/column_type'
import { columnThatIsNotNull } from '#migrations/check/expressions'
import { nameParts, objectName, read, tableName } from '#migrations/check/statements'

interface KnownColumn {
  type: ColumnType
  hasDefault: boolean
  isRequired: boolean
  isUnique: boolean
}

/** A check that a column has a value. PostgreSQL trusts it once it is validated. */
interface KnownCheck {
  column: string
  isValid: boolean
}

class KnownTable {
  columns = new Map<string, KnownColumn>()
  checks = new Map<string, KnownCheck>()
}

/** The tables that the migrations make, as far as their SQL says so. A rule that needs an unknown fact is a finding. */
export class Facts {
  #tables = new Map<string, KnownTable>()
  #tableOfIndex = new Map<string, string>()

  has(table: string) {
    return this.#tables.has(table)
  }

  column(table: string, name: string) {
    return this.#tables.get(table)?.columns.get(name)
  }

  tableOfIndex(index: string) {
    return this.#tableOfIndex.get(index)
  }

  /**
   * True if a check proves to PostgreSQL, without reading the rows, that the column always has a value.
   * @param dropped constraints that the same statement drops: PostgreSQL drops them first
   */
  isProvenNotNull(table: string, name: string, dropped: string[]) {
    const checks = [...(this.#tables.get(table)?.checks ?? [])]
    return checks.some(
      ([constraint, { column, isValid }]) =>
        column === name && isValid && !dropped.includes(constraint)
    )
  }

  apply(node: Node) {
    const [type, fields] = read(node)
    if (type === 'CreateStmt') this.#create(fields)
    if (type === 'IndexStmt') this.#addIndex(fields)
    if (type === 'AlterTableStmt') this.#alter(tableName(fields.relation), fields.cmds)
    if (type === 'RenameStmt') this.#rename(fields)
    if (type === 'DropStmt') this.#drop(fields)
  }

  #create({ relation, tableElts: elements = [] }: Record<string, any>) {
    const name = tableName(relation)
    if (this.has(name)) return
    const table = new KnownTable()
    this.#tables.set(name, table)
    for (const element of elements as Node[]) {
      const [type, fields] = read(element)
      if (type === 'ColumnDef') addColumn(table, fields)
      if (type === 'Constraint') addConstraint(table, fields)
    }
  }

  #addIndex({
    idxname: index,
    relation,
    unique,
    indexParams: parts,
    whereClause,
  }: Record<string, any>) {
    const table = tableName(relation)
    if (index) this.#tableOfIndex.set(index, table)
    if (!unique || whereClause || parts.length !== 1) return
    markUnique(this.#tables.get(table), [read(parts[0])[1].name])
  }

  #alter(name: string, commands: Node[]) {
    const table = this.#tables.get(name) ?? new KnownTable()
    this.#tables.set(name, table)
    for (const command of commands) alter(table, read(command)[1])
  }

  #rename({ renameType, relation, subname: from, newname: to }: Record<string, any>) {
    if (!relation) return
    const name = tableName(relation)
    const table = this.#tables.get(name)
    if (renameType === 'OBJECT_COLUMN' && table) moveKey(table.columns, from, to)
    if (renameType === 'OBJECT_TABLE') {
      moveKey(this.#tables, name, tableName({ schemaname: relation.schemaname, relname: to }))
    }
  }

  #drop({ removeType, objects }: Record<string, any>) {
    for (const object of objects as Node[]) {
      if (removeType === 'OBJECT_TABLE') this.#tables.delete(objectName(object))
      if (removeType === 'OBJECT_INDEX') this.#tableOfIndex.delete(objectName(object))
    }
  }
}

function moveKey<Value>(map: Map<string, Value>, from: string, to: string) {
  const value = map.get(from)
  map.delete(from)
  if (value) map.set(to, value)
}

function addColumn(table: KnownTable, { colname = '', typeName, constraints = [] }: ColumnDef) {
  const column = {
    type: columnType(typeName),
    hasDefault: isSerial(typeName),
    isRequired: isSerial(typeName),
    isUnique: false,
  }
  table.columns.set(colname, column)
  for (const constraint of constraints) {
    const { contype } = read(constraint)[1] as Constraint
    if (contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY') column.isRequired = true
    if (contype === 'CONSTR_DEFAULT' || contype === 'CONSTR_IDENTITY') column.hasDefault = true
    if (contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY') column.isUnique = true
    if (contype === 'CONSTR_CHECK') addConstraint(table, read(constraint)[1])
  }
}

function addConstraint(table: KnownTable, constraint: Constraint) {
  const { contype, conname = '', raw_expr: expression, keys, skip_validation: isNew } = constraint
  if (contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY')
    markUnique(table, nameParts(keys))
  const [notNull] = contype === 'CONSTR_NOTNULL' ? nameParts(keys) : []
  const column = contype === 'CONSTR_CHECK' ? columnThatIsNotNull(expression) : notNull
  if (column) table.checks.set(conname, { column, isValid: !isNew })
}

/** Several columns together say nothing about one of them. */
function markUnique(table: KnownTable | undefined, columns: (string | undefined)[]) {
  const column = columns.length === 1 && table?.columns.get(columns[0] ?? '')
  if (column) column.isUnique = true
}

function alter(table: KnownTable, { subtype, name = '', def }: Record<string, any>) {
  const [, definition] = read(def)
  const column = table.columns.get(name)
  if (subtype === 'AT_AddColumn') addColumn(table, definition)
  if (subtype === 'AT_DropColumn') table.columns.delete(name)
  if (subtype === 'AT_AddConstraint') addConstraint(table, definition)
  if (subtype === 'AT_DropConstraint') table.checks.delete(name)
  if (subtype === 'AT_ValidateConstraint') validate(table.checks.get(name))
  if (subtype === 'AT_AlterColumnType' && column) column.type = columnType(definition.typeName)
  if (subtype === 'AT_ColumnDefault' && column) column.hasDefault = Boolean(def)
  if (subtype === 'AT_AddIdentity' && column) column.hasDefault = true
  if (subtype === 'AT_DropIdentity' && column) column.hasDefault = false
  if (subtype === 'AT_SetNotNull' && column) column.isRequired = true
  if (subtype === 'AT_DropNotNull' && column) column.isRequired = false
}

function validate(check: KnownCheck | undefined) {
  if (check) check.isValid = true
}

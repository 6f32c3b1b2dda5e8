import { ModelQueryBuilder } from '@adonisjs/lucid/orm'
import { RuntimeException } from '@adonisjs/core/exceptions'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import type { RelationshipsContract } from '@adonisjs/lucid/types/relations'

/** Which rows a query finds. */
type Rows = 'existing' | 'all' | 'deleted'

interface Condition {
  method: 'whereNull' | 'whereNotNull'
  args: [column: string]
}

interface Through {
  throughModel(): Builder['model']
}

/** The parts of a query builder of Lucid 22 that its types hide. */
interface Builder {
  model: LucidModel & { $softDeletes?: true }
  relation?: RelationshipsContract
  isChildQuery: boolean
  tableAlias?: string
  whereStack: unknown[][]
  knexQuery: { _single: { table?: unknown } }
  trashedRows?: Rows
  applyWhere(): void
  applyQueryFlags(clone: Builder): void
  update(values: object): Builder
  del(): Builder
}

const builder = ModelQueryBuilder.prototype as unknown as Builder
const { applyWhere, applyQueryFlags, del } = builder

/**
 * Lucid calls this whenever it compiles a query: of a model, of a relation in all its forms, of a count, and of the
 * statement that updates rows. The condition stands in brackets of its own beside those of the query, so an `orWhere`
 * cannot avoid it. The conditions of the query are copied, because Lucid empties them.
 */
builder.applyWhere = function () {
  const own = this.whereStack
  const condition = conditionsOf(this).map((one) => [one])
  if (condition.length > 0) this.whereStack = [...own.map((group) => [...group]), ...condition]
  applyWhere.call(this)
  this.whereStack = own
}

builder.applyQueryFlags = function (clone) {
  applyQueryFlags.call(this, clone)
  clone.trashedRows = this.trashedRows
}

/** A query of a many-to-many relation deletes the links, not the rows. */
builder.del = function () {
  const isOfLinks = 'isPivotOnlyQuery' in this
  if (!this.model.$softDeletes || isOfLinks) return del.call(this)
  return this.update({ [columnOf(this.model)]: new Date() })
}

ModelQueryBuilder.macro('withTrashed', function (this: ModelQueryBuilder) {
  return find(this, 'all')
})

ModelQueryBuilder.macro('onlyTrashed', function (this: ModelQueryBuilder) {
  return find(this, 'deleted')
})

ModelQueryBuilder.macro('forceDelete', function (this: ModelQueryBuilder) {
  columnOf(this.model)
  del.call(this as unknown as Builder)
  return this
})

function find(query: ModelQueryBuilder, rows: Rows) {
  columnOf(query.model)
  ;(query as unknown as Builder).trashedRows = rows
  return query
}

function conditionsOf(query: Builder): Condition[] {
  const table = tableOf(query)
  const { isChildQuery, model, relation, trashedRows = 'existing' } = query
  if (isChildQuery || !table || trashedRows === 'all') return []

  const method = trashedRows === 'deleted' ? 'whereNotNull' : 'whereNull'
  const through =
    relation?.type === 'hasManyThrough'
      ? (relation as unknown as Through).throughModel()
      : undefined
  return [
    ...(model.$softDeletes ? [{ method, args: [`${table}.${columnOf(model)}`] } as const] : []),
    ...conditionsOfThrough(through),
  ] as Condition[]
}

/** A row is not reached by way of a deleted one. */
function conditionsOfThrough(through?: Builder['model']): Condition[] {
  if (!through?.$softDeletes) return []
  return [{ method: 'whereNull', args: [`${through.table}.${columnOf(through)}`] }]
}

/**
 * The name of the model's table in the query. Undefined if the query reads another table, such as that of the links, or
 * the rows of a subquery that has the condition already.
 */
function tableOf({ model, knexQuery, tableAlias }: Builder) {
  const { table } = knexQuery._single
  if (tableAlias) return tableAlias
  if (table === model.table) return table
  const alias = typeof table === 'string' ? table.split(' as ') : []
  return alias[0] === model.table ? alias[1] : undefined
}

/** @throws RuntimeException for a model without soft deletion, or without its column */
function columnOf(model: Builder['model']) {
  const column = model.$softDeletes && model.$getColumn('deletedAt')
  if (column) return column.columnName
  throw new RuntimeException(
    `${model.name} is not deleted softly. Compose it with SoftDeletes, and add the column deleted_at`
  )
}

type OfSoftDeletes<Model, Method> = Model extends { $softDeletes: true } ? Method : never

declare module '@adonisjs/lucid/types/model' {
  interface ModelQueryBuilderContract<Model extends LucidModel, Result = InstanceType<Model>> {
    /** Also finds the deleted rows. */
    withTrashed: OfSoftDeletes<Model, () => this>
    /** Finds the deleted rows only. */
    onlyTrashed: OfSoftDeletes<Model, () => this>
    /** Deletes the rows that the query finds from the table. */
    forceDelete: OfSoftDeletes<Model, () => this>
  }
}

declare module '@adonisjs/lucid/orm' {
  interface ModelQueryBuilder {
    withTrashed(): this
    onlyTrashed(): this
    forceDelete(): this
  }
}

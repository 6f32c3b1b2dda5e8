import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { columnOf, type ListColumn } from '#lists/list_columns'
import type { Place } from '#lists/list_cursor'
import type { ListModel } from '#lists/types'

type Query = ModelQueryBuilderContract<any>

/** PostgreSQL reads a bound text as the type of the column that it is compared with. */
const BEYOND = { asc: '?? > ?', desc: '?? < ?' } as const
const BOTH_BEYOND = { asc: '(??, ??) > (?, ?)', desc: '(??, ??) < (?, ?)' } as const
const TEXT_BEYOND = {
  asc: '(?? COLLATE "und-x-icu", ??) > (?, ?)',
  desc: '(?? COLLATE "und-x-icu", ??) < (?, ?)',
} as const

/**
 * The order of a list: by one column, then by the id, so that no two rows have the same place. Rows without a value are
 * last in both directions. Text is in the order of dictionaries, also in a database that sorts it by code points.
 */
export class ListOrder {
  static async of(model: ListModel, sort: string) {
    const [column, id] = await Promise.all([
      columnOf(model, sort.replace(/^-/, '')),
      columnOf(model, model.primaryKey),
    ])
    return new ListOrder(column, id, sort.startsWith('-') ? 'desc' : 'asc')
  }

  private constructor(
    private column: ListColumn,
    private id: ListColumn,
    private direction: 'asc' | 'desc',
    private isReversed = false
  ) {}

  get reversed() {
    const opposite = this.direction === 'asc' ? 'desc' : 'asc'
    return new ListOrder(this.column, this.id, opposite, !this.isReversed)
  }

  get #isById() {
    return this.column.name === this.id.name
  }

  apply(query: Query) {
    const { name, isText, isNullable } = this.column
    if (!this.#isById) {
      const collation = isText ? 'COLLATE "und-x-icu"' : ''
      const nulls = isNullable ? `NULLS ${this.isReversed ? 'FIRST' : 'LAST'}` : ''
      const order = `?? ${collation} ${this.direction} ${nulls}`
      query.orderByRaw(order, [name])
    }
    return query.orderBy(this.id.name, this.direction)
  }

  /** Leaves the rows that are beyond a place. */
  continueFrom(query: Query, { key, id }: Place) {
    const { column, direction } = this
    if (this.#isById) return query.whereRaw(BEYOND[direction], [column.name, id])
    if (key === null) return this.#continueFromNull(query, id)
    return query.where((group) => {
      const beyond = column.isText ? TEXT_BEYOND[direction] : BOTH_BEYOND[direction]
      group.whereRaw(beyond, [column.name, this.id.name, key, id])
      if (column.isNullable && !this.isReversed) group.orWhereNull(column.name)
    })
  }

  #continueFromNull(query: Query, id: string) {
    const { name } = this.column
    return query.where((group) => {
      group.where((nulls) =>
        nulls.whereNull(name).whereRaw(BEYOND[this.direction], [this.id.name, id])
      )
      if (this.isReversed) group.orWhereNotNull(name)
    })
  }

  /** Selects the place of each row. */
  select(query: Query) {
    const { client, model } = query
    return query
      .select(`${model.table}.*`)
      .select(client.raw('??::text AS list_key', [this.column.name]) as never)
      .select(client.raw('??::text AS list_id', [this.id.name]) as never)
  }
}

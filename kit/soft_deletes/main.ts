import { DateTime } from 'luxon'
import type { BaseModel, ModelQueryBuilder } from '@adonisjs/lucid/orm'
import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type {
  LucidModel,
  ModelAdapterOptions,
  ModelQueryBuilderContract,
} from '@adonisjs/lucid/types/model'
import '#soft_deletes/queries'

type Action = 'insert' | 'update' | 'delete' | 'refresh'

// A mixin gets the arguments of any constructor.
type Deletable = new (...args: any[]) => { deletedAt: DateTime | null }

/**
 * For a model with the column `deletedAt`: `delete()` only sets it, and no query finds the row any more, unless it asks for
 * deleted rows. See docs/soft_deletion.md.
 */
export function SoftDeletes<Model extends NormalizeConstructor<typeof BaseModel> & Deletable>(
  superclass: Model
) {
  class SoftDeletable extends superclass {
    static readonly $softDeletes = true

    /** The rows that exist and the deleted ones. */
    static withTrashed<M extends LucidModel>(this: M, options?: ModelAdapterOptions) {
      return queryOf<M>(builderOf(this.query(options)).withTrashed())
    }

    /** Only the deleted rows. */
    static onlyTrashed<M extends LucidModel>(this: M, options?: ModelAdapterOptions) {
      return queryOf<M>(builderOf(this.query(options)).onlyTrashed())
    }

    #isForced = false

    get isTrashed() {
      return Boolean(this.deletedAt)
    }

    /** Runs the hooks of a deletion. A no-op for a deleted row. */
    async delete() {
      if (!this.isTrashed) await this.#trash(() => super.delete())
    }

    async deleteQuietly() {
      if (!this.isTrashed) await this.#trash(() => super.deleteQuietly())
    }

    /** Saves the row as one that exists. A no-op for a row that is not deleted. */
    async restore() {
      if (this.isTrashed) await this.merge({ deletedAt: null } as object).save()
      return this
    }

    /** Deletes the row from the table, with the hooks of a deletion. */
    async forceDelete() {
      this.#isForced = true
      await super.delete()
    }

    /** The statements of an instance also find its row if it is deleted. */
    $getQueryFor(action: Action, client: QueryClientContract): any {
      const query = super.$getQueryFor(action as 'update', client)
      if (action === 'insert') return query
      if (action !== 'delete') return builderOf(query).withTrashed()
      return this.#isForced ? { del: () => builderOf(query).withTrashed().forceDelete() } : query
    }

    /** Lucid would refuse to restore an instance that it takes for deleted. */
    async #trash(deleteRow: () => Promise<void>) {
      await deleteRow()
      this.$isDeleted = false
      this.deletedAt = DateTime.now()
      this.$original.deletedAt = this.deletedAt
    }
  }
  return SoftDeletable
}

/** Only the types of a query that is not generic know whether the model is deleted softly. */
function builderOf(query: object) {
  return query as unknown as ModelQueryBuilder
}

function queryOf<Model extends LucidModel>(query: ModelQueryBuilder) {
  return query as unknown as ModelQueryBuilderContract<Model>
}

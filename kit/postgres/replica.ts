import { AsyncLocalStorage } from 'node:async_hooks'
import { Adapter } from '@adonisjs/lucid/orm'
import type { LucidModel, LucidRow, ModelAdapterOptions } from '@adonisjs/lucid/types/model'
import db from '@adonisjs/lucid/services/db'

/** The connection of DATABASE_REPLICA_URL in config/database.ts. */
export const REPLICA = 'replica'

type Options = ModelAdapterOptions & { replica?: boolean }

const reports = new AsyncLocalStorage<boolean>()

export function hasReplica() {
  return db.manager.has(REPLICA)
}

/**
 * The queries of models in this callback ask a replica, unless they have a transaction or a connection of their own.
 * Without DATABASE_REPLICA_URL they ask the primary.
 */
export function onReplica<Result>(callback: () => Result): Result {
  return reports.run(true, callback)
}

/**
 * Lucid's adapter, which also knows `Model.query({ replica: true })`. A model that was read from a replica is saved and
 * refreshed on the primary, and its relations are read there.
 */
export class ReplicaAdapter extends Adapter {
  override query(model: LucidModel, options?: Options) {
    return super.query(model, this.#isForReplica(options) ? { connection: REPLICA } : options)
  }

  override modelClient(instance: LucidRow) {
    const isReplica = !instance.$trx && instance.$options?.connection === REPLICA
    if (isReplica) return this.modelConstructorClient(instance.constructor as LucidModel)
    return super.modelClient(instance)
  }

  #isForReplica({ client, connection, replica }: Options = {}) {
    if (client || connection || !hasReplica()) return false
    return replica ?? reports.getStore() ?? false
  }
}

declare module '@adonisjs/lucid/types/model' {
  interface LucidModel {
    /** With `replica`, the rows come from a replica and may be some milliseconds old. */
    query<Model extends LucidModel, Result = InstanceType<Model>>(
      this: Model,
      options?: Options
    ): ModelQueryBuilderContract<Model, Result>
  }
}

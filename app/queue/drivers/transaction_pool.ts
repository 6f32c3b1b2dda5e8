import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * A pool whose queries go to a transaction's own connection while `within` runs, and to the pool otherwise.
 * So what BullMQ writes is part of the transaction: rolled back it never was, committed it is there.
 */
export class TransactionPool {
  #transaction = new AsyncLocalStorage<pg.ClientBase>()

  constructor(
    private pool: pg.Pool,
    private schema: string
  ) {}

  get options() {
    return this.pool.options
  }

  query(text: string, values?: unknown[]) {
    return (this.#transaction.getStore() ?? this.pool).query(text, values)
  }

  connect() {
    return this.pool.connect()
  }

  end() {
    return this.pool.end()
  }

  on(event: 'error', listener: (error: Error) => void) {
    this.pool.on(event, listener)
    return this
  }

  /**
   * Runs `write` on the transaction's connection, with BullMQ's schema in its search path for so long.
   */
  async within<Result>(trx: TransactionClientContract, write: () => Promise<Result>) {
    const client: pg.ClientBase = await trx.knexClient.client.acquireConnection()
    const { rows } = await client.query(
      `SELECT current_setting('search_path') AS previous, set_config('search_path', $1, true)`,
      [this.schema]
    )
    // After an error in SQL the transaction is void, and its rollback restores the search path.
    const result = await this.#transaction.run(client, write)
    await client.query(`SELECT set_config('search_path', $1, true)`, [rows[0].previous])
    return result
  }
}

import type pg from 'pg'
import type { Listener, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import { milliseconds } from '#queue/duration'
import { throughPostgres } from '#queue/pending_job'
import type { JobStore } from '#queue/run_log/job_store'
import type { StoredJob, QueueConfig } from '#queue/types'

/** The schema of BullMQ's tables, in the app's own database. */
export const SCHEMA = 'bullmq'

/**
 * BullMQ on the app's own PostgreSQL. The SQL function `dispatch_jobs` adds the jobs, as a part of the dispatch.
 */
export class PostgresDriver implements QueueDriver {
  constructor(
    private config: QueueConfig,
    private store: JobStore
  ) {}

  async publish(jobs: StoredJob[]) {
    const pending = jobs.map((one) => throughPostgres({ ...one, connection: 'postgres' }))
    await this.store.enqueue(pending)
  }

  async listen(options: ListenOptions, listener: Listener) {
    const { listenOnPostgres } = await import('#queue/drivers/postgres/listening')
    const lease = milliseconds(this.config.lease)
    return listenOnPostgres(this.#connection, lease, options, listener)
  }

  async remove(queue: string, id: string) {
    const { rows } = await this.#query(`select ${SCHEMA}.remove(?, ?, false) as removed`, [
      queue,
      id,
    ])
    return rows[0].removed > 0
  }

  async clear(queue: string) {
    await this.#query(`select ${SCHEMA}.drain(?, true)`, [queue])
  }

  async has(queue: string, ids: string[]) {
    const { rows } = await this.#query(
      `select id from ${SCHEMA}.job where queue = ? and id = any(?)`,
      [queue, ids]
    )
    return new Set<string>(rows.map((row: { id: string }) => row.id))
  }

  async check() {}

  async close() {}

  #query(sql: string, values: unknown[]) {
    return this.store.connection.rawQuery(sql, values as never)
  }

  get #connection() {
    const { connection } = this.store.settings
    return (
      typeof connection === 'string' ? { connectionString: connection } : connection
    ) as pg.PoolConfig
  }
}

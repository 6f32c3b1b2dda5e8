import {
  clearQueue,
  idsInQueue,
  removeFromQueue,
} from '#queue/drivers/bullmq/internals/postgres_tables'
import type { Listener, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import { milliseconds } from '#queue/duration'
import { throughPostgres } from '#queue/pending_job'
import type { JobStore } from '#queue/run_log/job_store'
import type { StoredJob, QueueConfig } from '#queue/types'

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
    return listenOnPostgres(this.store.clientConfig, lease, options, listener)
  }

  async keeping() {
    const lease = milliseconds(this.config.lease)
    return { broker: 'postgres' as const, connection: this.store.clientConfig, lease }
  }

  async remove(queue: string, id: string) {
    return removeFromQueue(queue, id, this.store.connection)
  }

  async clear(queue: string) {
    return clearQueue(queue, this.store.connection)
  }

  async has(queue: string, ids: string[]) {
    return idsInQueue(queue, ids, this.store.connection)
  }

  async check() {}

  async close() {}
}

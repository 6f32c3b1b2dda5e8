import pg from 'pg'
import type { Group } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import { createPostgresBackend, Queue } from 'bullmq'
import { toBullJob } from '#queue/drivers/bullmq/job_mapping'
import { SCHEMA } from '#queue/define_config'
import { listenOnPostgres } from '#queue/drivers/postgres/listening'
import type { StoredJob } from '#queue/types'
import type { DatabaseProxy } from '#queue/tests/support/database_proxy'
import type { DriverListener } from '#queue/tests/support/driver_listener'
import { DriverProcess } from '#queue/tests/support/driver_process'
import { eventually } from '#tests/support/eventually'

export const LEASE_MS = 2000

/**
 * The BullMQ tables of the test database, without the rest of the queue.
 */
export class PostgresQueue {
  #pool!: pg.Pool
  #ends: (() => Promise<unknown>)[] = []

  constructor(group: Group) {
    group.setup(() => {
      this.#pool = new pg.Pool({ ...connection(), options: `-c search_path=${SCHEMA}` })
      // Each queue of BullMQ adds a listener and never removes it.
      this.#pool.setMaxListeners(0)
      return () => this.#pool.end()
    })
    group.each.teardown(async () => {
      await Promise.all(this.#ends.splice(0).map((end) => end()))
      await this.#pool.query('TRUNCATE job CASCADE')
    })
  }

  async publish(job: StoredJob) {
    const { name, data, opts } = toBullJob(job)
    const connectionOption = { connection: this.#pool as never }
    const queue = new Queue(job.queue, connectionOption, createPostgresBackend)
    await queue.add(name, data, opts)
    await queue.close()
  }

  async listen(listener: DriverListener, through?: DatabaseProxy) {
    const options = { queues: ['default'], concurrency: 2 }
    const listening = await listenOnPostgres(connection(through), LEASE_MS, options, listener)
    this.#ends.push(() => listening.stop(0))
    return listening
  }

  async startProcess(env: NodeJS.ProcessEnv = {}) {
    const worker = new DriverProcess('postgres', JSON.stringify(connection()), {
      QUEUE_LEASE_MS: String(LEASE_MS),
      ...env,
    })
    this.#ends.push(() => worker.kill())
    return worker.ready()
  }

  untilGone({ id }: StoredJob) {
    return eventually(async () => {
      const { rowCount } = await this.#pool.query('SELECT 1 FROM job WHERE id = $1', [id])
      return rowCount === 0
    })
  }
}

function connection(through?: DatabaseProxy): pg.PoolConfig {
  const own = db.manager.get('postgres')!.config.connection as pg.PoolConfig
  if (!through) return own

  const { hostname, port } = new URL(through.url)
  if (!own.connectionString) return { ...own, host: hostname, port: Number(port) }
  const url = Object.assign(new URL(own.connectionString), { hostname, port })
  return { connectionString: url.href }
}

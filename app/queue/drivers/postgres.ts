import type pg from 'pg'
import type { JobsOptions } from 'bullmq'
import type { Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Listener, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import { E_QUEUE_NOT_MIGRATED } from '#queue/errors'
import type { Envelope, QueueConfig } from '#queue/types'

/** BullMQ's tables live beside the app's, in a schema of their own. */
export const SCHEMA = 'bullmq'

/** The Lucid connection whose database has the queue. */
const CONNECTION = 'postgres'

/**
 * What BullMQ's `Queue.add` runs, on whatever connection the app's own queries have: so a job is part of a
 * transaction, and the web server needs neither BullMQ's code nor a pool for it. BullMQ keeps the function's
 * signature within a major version, and the function sets its own search path.
 */
const ADD_JOB = `select ${SCHEMA}.add_job(?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, null, null, null, null, null, false)`

const NO_SUCH_SCHEMA = '3F000'
const NO_SUCH_FUNCTION = '42883'

/**
 * BullMQ on the app's own PostgreSQL.
 */
export class PostgresDriver implements QueueDriver {
  constructor(
    private config: QueueConfig,
    private db: Database
  ) {}

  async dispatch(envelope: Envelope, trx?: TransactionClientContract) {
    const { id, name, queue, payload, attempts, backoff, delay, priority = 0 } = envelope
    const options: JobsOptions = { attempts, backoff: { type: 'jittered', delay: backoff } }
    if (delay) options.delay = delay
    if (priority) options.priority = priority

    const client = trx ?? this.db.connection(CONNECTION)
    await client
      .rawQuery(ADD_JOB, [
        queue,
        id,
        name,
        `{"payload":${payload}}`,
        JSON.stringify(options),
        priority,
        delay,
        Date.now(),
        attempts,
      ])
      .catch(explain)
  }

  async listen(options: ListenOptions, listener: Listener) {
    const { PostgresListening } = await import('#queue/drivers/postgres_listening')
    return PostgresListening.start(this.#connection, this.config, options, listener)
  }

  get #connection() {
    const { connection } = this.db.manager.get(CONNECTION)!.config
    return (
      typeof connection === 'string' ? { connectionString: connection } : connection
    ) as pg.PoolConfig
  }
}

function explain(error: { code?: string }): never {
  if (error.code === NO_SUCH_SCHEMA || error.code === NO_SUCH_FUNCTION) {
    throw new E_QUEUE_NOT_MIGRATED(undefined, { cause: error })
  }
  throw error
}

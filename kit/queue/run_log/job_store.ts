import type pg from 'pg'
import type { Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { E_QUEUE_NOT_MIGRATED } from '#queue/errors'
import { isNotMigrated } from '#queue/explain'
import type { Installation } from '#queue/installation'
import type { PendingJob } from '#queue/types'

/** The Lucid connection to the database with the queue's tables. */
const CONNECTION = 'postgres'

const JOBS_A_STATEMENT = 1000
const CONNECTIONS_LEFT = 2

/** A change of a job's row in `job_runs`. Absent fields keep their value. Times are milliseconds. */
export interface JobRecord {
  id: string
  status?: 'waiting' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped'
  reason?: string
  attempt?: number
  /** Only set in the record of a start, or of a dropped job: see `record_job_runs`. */
  crashes?: number
  /** The age of the event when the record is written. */
  ago?: number
  /** The time until the job is available again. */
  delay?: number
  /** The running time of the attempt. */
  took?: number
  worker?: string
  error?: { name: string; message: string; stack?: string }
  progress?: number
  note?: string
  /** Releases the job's lock. */
  unlock?: boolean
}

/** The fields of most records, in the order of `record_job_runs`. */
const USUAL = ['id', 'status', 'attempt', 'crashes', 'took', 'ago', 'worker'] as const
const REST = ['reason', 'delay', 'error', 'progress', 'note', 'unlock'] as const

export interface KnownRun {
  status: string
  reason: string | null
  crashes: number
  worker: string | null
  finished_at: Date | null
}

/**
 * The queue's tables in PostgreSQL. Each call is one statement, on the connection of the transaction or of the app's
 * pool. So a process that only dispatches needs neither a pool of its own nor BullMQ's code.
 */
export class JobStore {
  #installation?: Promise<Installation>

  constructor(private db: Database) {}

  get connection() {
    return this.db.connection(CONNECTION)
  }

  get settings() {
    return this.db.manager.get(CONNECTION)!.config
  }

  /** The settings for clients beside the app's pool, such as BullMQ's. */
  get clientConfig() {
    const { connection } = this.settings as { connection: string | pg.ClientConfig }
    return typeof connection === 'string' ? { connectionString: connection } : connection
  }

  /** The limit of concurrent dispatches. It leaves some connections of the pool for web requests and heartbeats. */
  get mostDispatches() {
    const { pool } = this.settings
    return Math.max(1, (pool?.max ?? 10) - CONNECTIONS_LEFT)
  }

  /**
   * @returns the ids of the jobs; for a job whose `unique` lock is taken, the id of the job that holds the lock
   * @throws E_QUEUE_NOT_MIGRATED
   */
  async dispatch(jobs: PendingJob[], trx?: TransactionClientContract): Promise<string[]> {
    if (jobs.length > JOBS_A_STATEMENT && !trx) {
      return this.connection.transaction((own) => this.dispatch(jobs, own))
    }
    const ids: string[] = []
    for (let start = 0; start < jobs.length; start += JOBS_A_STATEMENT) {
      const some = jobs.slice(start, start + JOBS_A_STATEMENT)
      ids.push(...(await this.#call('dispatch_jobs(?::jsonb)', [JSON.stringify(some)], trx)))
    }
    return ids
  }

  /**
   * @param durable whether the records must survive a crash of PostgreSQL
   * @returns the ids of the jobs that the log does not have
   */
  record(records: JobRecord[], durable: boolean): Promise<string[]> {
    const column = (field: keyof JobRecord) => records.map((record) => record[field] ?? null)
    return this.#call('record_job_runs(?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      ...USUAL.map(column),
      records.map(restOf),
      durable,
    ])
  }

  /**
   * Dispatches the jobs that wait for the completion of these jobs.
   * @returns the ids of the dispatched jobs
   */
  dispatchDependents(ids: string[]): Promise<string[]> {
    return this.#call('follow_jobs(?::uuid[])', [ids])
  }

  /**
   * Dispatches the jobs that wait for these batches, if all jobs of the batch have ended.
   * @returns the ids of the dispatched jobs
   */
  dispatchAfterBatches(ids: string[], trx?: TransactionClientContract): Promise<string[]> {
    return this.#call('follow_batches(?::uuid[])', [ids], trx)
  }

  async createBatch(id: string, total: number, then: PendingJob, trx?: TransactionClientContract) {
    const client = trx ?? this.connection
    await client.table('job_batches').insert({ id, total, then: JSON.stringify(then) })
  }

  /**
   * Puts jobs into their queues on PostgreSQL. The run log already has them, so it is not written.
   */
  async enqueue(jobs: PendingJob[], trx?: TransactionClientContract) {
    const client = trx ?? this.connection
    await client.rawQuery('select enqueue_jobs(?::jsonb)', [JSON.stringify(jobs)])
  }

  /**
   * Reads a job from the run log.
   */
  find(id: string): Promise<KnownRun | null> {
    return this.connection
      .from('job_runs')
      .where('id', id)
      .select('status', 'reason', 'crashes', 'worker', 'finished_at')
      .first()
  }

  /**
   * The identity of this installation. It is read only once.
   */
  installation(): Promise<Installation> {
    this.#installation ??= this.#readInstallation().catch((error) => {
      this.#installation = undefined
      return explain(error)
    })
    return this.#installation
  }

  /**
   * PostgreSQL's own clock, in milliseconds since 1970.
   */
  async now() {
    const { rows } = await this.connection.rawQuery(
      'select extract(epoch from clock_timestamp()) * 1000 as now'
    )
    return Number(rows[0].now)
  }

  /** The migration creates the row, but the table may have been emptied since. */
  async #readInstallation(): Promise<Installation> {
    const { connection } = this
    const read = () => connection.from('queue_installations').select('id', 'prefix').first()
    const known = await read()
    if (known) return known
    await connection.rawQuery(
      'INSERT INTO queue_installations DEFAULT VALUES ON CONFLICT DO NOTHING'
    )
    return read()
  }

  async #call(call: string, values: unknown[], trx?: TransactionClientContract): Promise<string[]> {
    const client = trx ?? this.connection
    const { rows } = await client
      .rawQuery(`select id from ${call} as ids(id)`, values as never)
      .catch(explain)
    return rows.map(({ id }: { id: string }) => id)
  }
}

/** Leaves out undefined values, because knex refuses a statement that contains one at any depth. */
function restOf(record: JobRecord) {
  let rest: Record<string, unknown> | null = null
  for (const field of REST) {
    const value = record[field]
    if (value === undefined || value === false) continue
    rest ??= {}
    rest[field] = value
  }
  return rest && JSON.stringify(rest)
}

function explain(error: Error & { code?: string }): never {
  if (isNotMigrated(error)) throw new E_QUEUE_NOT_MIGRATED(undefined, { cause: error })
  throw error
}

import type { Database } from '@adonisjs/lucid/database'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { E_QUEUE_NOT_MIGRATED } from '#queue/errors'
import { isNotMigrated } from '#queue/explain'
import type { Installation } from '#queue/installation'
import type { Order } from '#queue/types'

/** The Lucid connection whose database has the queue's tables. */
const CONNECTION = 'postgres'

const ORDERS_A_STATEMENT = 1000
const CONNECTIONS_LEFT = 2

/** What happened to a job, for its row of `job_runs`; what is not said stays as it is. Times are milliseconds. */
export interface JobRecord {
  id: string
  status?: 'waiting' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped'
  reason?: string
  attempt?: number
  /** Only of a record with a start in it, and of a job that is dropped: see `record_job_runs`. */
  crashes?: number
  /** How long ago it was when the record is written. */
  ago?: number
  /** Until it is available again. */
  delay?: number
  /** How long it ran until then. */
  took?: number
  worker?: string
  error?: { name: string; message: string; stack?: string }
  progress?: number
  note?: string
  /** It lets go of its lock. */
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
 * The queue's tables in PostgreSQL. Each call is one statement, on the transaction's connection or one of the
 * app's pool, so that a process which only dispatches needs neither a pool of its own nor BullMQ's code.
 */
export class JobStore {
  #installation?: Promise<Installation>

  constructor(private db: Database) {}

  get connection() {
    return this.db.connection(CONNECTION)
  }

  /** What a pool of BullMQ's own connects with. */
  get settings() {
    return this.db.manager.get(CONNECTION)!.config
  }

  /** At a time, so that some connections of the pool are left for pages and heartbeats. */
  get mostDispatches() {
    const { pool } = this.settings
    return Math.max(1, (pool?.max ?? 10) - CONNECTIONS_LEFT)
  }

  /**
   * @returns their ids; of one that is locked out, the id of the job that holds the lock
   * @throws E_QUEUE_NOT_MIGRATED
   */
  async dispatch(orders: Order[], trx?: TransactionClientContract): Promise<string[]> {
    if (orders.length > ORDERS_A_STATEMENT && !trx) {
      return this.connection.transaction((own) => this.dispatch(orders, own))
    }
    const ids: string[] = []
    for (let start = 0; start < orders.length; start += ORDERS_A_STATEMENT) {
      const some = orders.slice(start, start + ORDERS_A_STATEMENT)
      ids.push(...(await this.#call('dispatch_jobs(?::jsonb)', [JSON.stringify(some)], trx)))
    }
    return ids
  }

  /**
   * @param durable whether a crash of PostgreSQL may not forget it
   * @returns the ids of those that the log does not have
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
   * Dispatches what waits for the completion of these jobs.
   * @returns the ids of those
   */
  follow(ids: string[]): Promise<string[]> {
    return this.#call('follow_jobs(?::uuid[])', [ids])
  }

  /**
   * Dispatches what waits for these batches, where all of their jobs have ended.
   * @returns the ids of those
   */
  followBatches(ids: string[], trx?: TransactionClientContract): Promise<string[]> {
    return this.#call('follow_batches(?::uuid[])', [ids], trx)
  }

  async createBatch(id: string, total: number, then: Order, trx?: TransactionClientContract) {
    const client = trx ?? this.connection
    await client.table('job_batches').insert({ id, total, then: JSON.stringify(then) })
  }

  /**
   * Puts orders into their queues on PostgreSQL, past the run log, which has them.
   */
  async enqueue(orders: Order[], trx?: TransactionClientContract) {
    const client = trx ?? this.connection
    await client.rawQuery('select enqueue_jobs(?::jsonb)', [JSON.stringify(orders)])
  }

  /**
   * What the log has of a job, if it has it.
   */
  find(id: string): Promise<KnownRun | null> {
    return this.connection
      .from('job_runs')
      .where('id', id)
      .select('status', 'reason', 'crashes', 'worker', 'finished_at')
      .first()
  }

  /**
   * Which installation this is. It is read once.
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

  /** The migration has made it, and somebody may have emptied the table since. */
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

/** As text: knex refuses a statement with an undefined value, however deep it is. */
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

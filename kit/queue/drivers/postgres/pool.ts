import pg from 'pg'
import { asConnectionError } from '#queue/drivers/bullmq/internals/connection_errors'

/**
 * SQLSTATEs of temporary errors: the server is away, starting, full, a standby or refuses the password, or there was a
 * conflict.
 */
const PASSING = /^(08|28|3D|53|57P|25006|40001|40P01)/

const CONNECT_TIMEOUT_MS = 5000
const QUERY_TIMEOUT_MS = 10_000

/**
 * The pool of a worker. Every temporary error becomes one after which BullMQ tries again: otherwise a job that ended
 * while PostgreSQL restarted would fail.
 */
export function createWorkerPool(
  connection: pg.PoolConfig,
  options: { schema: string; max: number; onError: (error: Error) => void }
): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: options.max,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    options: `-c search_path=${options.schema}`,
  })
  const query = pool.query.bind(pool) as (text: string, values?: unknown[]) => Promise<unknown>
  const guarded = (text: string, values?: unknown[]) =>
    query(text, values).catch((error: Error) => {
      if (!isPassing(error)) throw error
      options.onError(error)
      throw asConnectionError(error)
    })

  pool.on('error', options.onError)
  return Object.assign(pool, { query: guarded }) as pg.Pool
}

function isPassing(error: Error) {
  return !(error instanceof pg.DatabaseError) || PASSING.test(error.code ?? '')
}

import type pg from 'pg'
import { createLockBackend } from '#queue/drivers/bullmq/internals/postgres_backend'
import { useDatabaseClock } from '#queue/drivers/bullmq/internals/postgres_clock'
import type { Locks } from '#queue/drivers/bullmq/lock_keeping'
import { createWorkerPool } from '#queue/drivers/postgres/pool'
import { SCHEMA } from '#queue/define_config'

/**
 * @throws PostgreSQL's error when it is away
 */
export async function openPostgresLocks(connection: pg.PoolConfig): Promise<Locks> {
  const pool = createWorkerPool(connection, { schema: SCHEMA, max: 1, onError: () => undefined })
  try {
    await useDatabaseClock(pool).measure()
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    open: (queue) => createLockBackend(queue, { connection: pool } as never),
    close: () => pool.end(),
  }
}

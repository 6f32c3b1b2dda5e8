import type pg from 'pg'
import { assertSchemaCompatibility, SchemaMigrationRequiredError } from 'bullmq'
import type { BrokerClock } from '#queue/drivers/bullmq/broker_clock'
import { createBackend } from '#queue/drivers/bullmq/internals/postgres_backend'
import { BullMQListening } from '#queue/drivers/bullmq/listening'
import type { BullMQStore } from '#queue/drivers/bullmq/store'
import type { Listener, ListenOptions } from '#queue/drivers/driver'
import { SCHEMA } from '#queue/define_config'
import { useDatabaseClock } from '#queue/drivers/bullmq/internals/postgres_clock'
import { createWorkerPool } from '#queue/drivers/postgres/pool'
import { E_QUEUE_NOT_MIGRATED } from '#queue/errors'

const QUERY_CONNECTIONS = 10

/**
 * Takes jobs from BullMQ on PostgreSQL.
 * @param lease in milliseconds
 * @throws E_QUEUE_NOT_MIGRATED, and PostgreSQL's error when it is away
 */
export async function listenOnPostgres(
  connection: pg.PoolConfig,
  lease: number,
  options: ListenOptions,
  listener: Listener
) {
  const pool = createWorkerPool(connection, {
    schema: SCHEMA,
    max: options.queues.length + Math.min(options.concurrency, QUERY_CONNECTIONS),
    onError: (error) => listener.onError(error),
  })
  const clock = useDatabaseClock(pool)
  await prepare(pool, clock)
  return new BullMQListening(storeOf(pool, clock), lease, options, listener)
}

async function prepare(pool: pg.Pool, clock: BrokerClock) {
  try {
    await assertSchemaCompatibility(pool as never, SCHEMA)
    await assertFunction(pool)
    await clock.measure()
    clock.keepMeasuring()
  } catch (error) {
    await pool.end()
    if (error instanceof SchemaMigrationRequiredError) throw new E_QUEUE_NOT_MIGRATED()
    throw error
  }
}

/** @throws E_QUEUE_NOT_MIGRATED if the function of our own migration is missing */
async function assertFunction(pool: pg.Pool) {
  const { rows } = await pool.query(`SELECT to_regproc('${SCHEMA}.take_turn') AS found`)
  if (!rows[0].found) throw new E_QUEUE_NOT_MIGRATED()
}

function storeOf(pool: pg.Pool, clock: BrokerClock): BullMQStore {
  return {
    connection: pool,
    backend: createBackend,
    async close() {
      clock.stop()
      await pool.end()
    },
  }
}

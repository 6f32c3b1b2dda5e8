import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { OUTBOX } from '#queue/define_config'
import { SCHEMA } from '#queue/drivers/postgres'

/**
 * Of `job_runs AS run`: PostgreSQL has the job itself, in BullMQ's queue.
 */
export const IN_QUEUE = `EXISTS (SELECT FROM ${SCHEMA}.job WHERE job.queue = run.queue AND job.id = run.id::text)`

/**
 * Of `job_runs AS run`: PostgreSQL has the job for another broker.
 */
export const IN_OUTBOX = `run.id::text IN (SELECT job.data->>'id' FROM ${SCHEMA}.job WHERE job.queue = '${OUTBOX}')`

/**
 * Takes a job out of BullMQ's queue on PostgreSQL and out of the outbox, unless a worker or the relay has it.
 * @returns whether it was there and no other broker can have been given it
 */
export async function removeFromPostgres(queue: string, id: string, client: QueryClientContract) {
  const { rows } = await client.rawQuery(`SELECT ${SCHEMA}.remove(?, ?, false) AS removed`, [
    queue,
    id,
  ])
  const outgoing = await removeFromOutbox([id], client)
  return rows[0].removed > 0 || outgoing.some((one) => one.removed > 0 && one.isUnsent)
}

export async function removeFromOutbox(
  ids: string[],
  client: QueryClientContract
): Promise<{ removed: number; isUnsent: boolean }[]> {
  const { rows } = await client.rawQuery(
    `SELECT ${SCHEMA}.remove(queue, id, false) AS removed,
            attempts_started = 0 AND data->>'suspect' IS NULL AS "isUnsent"
       FROM ${SCHEMA}.job WHERE queue = ? AND data->>'id' = ANY (?)`,
    [OUTBOX, ids] as never
  )
  return rows
}

/**
 * Takes every job of a queue out of BullMQ's queue on PostgreSQL and out of the outbox.
 */
export async function clearOnPostgres(queue: string, client: QueryClientContract) {
  await client.rawQuery(`SELECT ${SCHEMA}.drain(?, true)`, [queue])
  await client.rawQuery(
    `SELECT ${SCHEMA}.remove(queue, id, false) FROM ${SCHEMA}.job
      WHERE queue = ? AND data->>'queue' = ?`,
    [OUTBOX, queue]
  )
}

/** @returns how many jobs are to be handed over to the broker, now and later */
export async function outboxDepth(client: QueryClientContract) {
  const { rows } = await client.rawQuery(
    `SELECT count(*) FILTER (WHERE state <> 'delayed')::int AS depth,
            count(*) FILTER (WHERE state = 'delayed')::int AS delayed
       FROM ${SCHEMA}.job WHERE queue = ?`,
    [OUTBOX]
  )
  return rows[0] as { depth: number; delayed: number }
}

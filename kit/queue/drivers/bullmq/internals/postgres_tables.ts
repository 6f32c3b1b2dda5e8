import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { OUTBOX, SCHEMA } from '#queue/define_config'

/**
 * A condition on `job_runs AS run`: the job is in its BullMQ queue on PostgreSQL.
 */
export const IN_QUEUE = `EXISTS (SELECT FROM ${SCHEMA}.job WHERE job.queue = run.queue AND job.id = run.id::text)`

/**
 * A condition on `job_runs AS run`: the job is in the outbox for another broker.
 */
export const IN_OUTBOX = `run.id::text IN (SELECT job.data->>'id' FROM ${SCHEMA}.job WHERE job.queue = '${OUTBOX}')`

/**
 * Removes a waiting job from its BullMQ queue on PostgreSQL.
 * @returns whether it was there
 */
export async function removeFromQueue(queue: string, id: string, client: QueryClientContract) {
  const { rows } = await client.rawQuery(`SELECT ${SCHEMA}.remove(?, ?, false) AS removed`, [
    queue,
    id,
  ])
  return rows[0].removed > 0
}

/** Removes every waiting job from a BullMQ queue on PostgreSQL. */
export async function clearQueue(queue: string, client: QueryClientContract) {
  await client.rawQuery(`SELECT ${SCHEMA}.drain(?, true)`, [queue])
}

/** @returns which of these jobs are in the BullMQ queue, waiting or running */
export async function idsInQueue(queue: string, ids: string[], client: QueryClientContract) {
  const { rows } = await client.rawQuery(
    `SELECT id FROM ${SCHEMA}.job WHERE queue = ? AND id = ANY (?)`,
    [queue, ids] as never
  )
  return new Set<string>(rows.map((row: { id: string }) => row.id))
}

/**
 * Removes a job from its BullMQ queue on PostgreSQL and from the outbox, unless a worker or the relay has it.
 * @returns whether the job was there, and certainly was not sent to another broker
 */
export async function removeFromPostgres(queue: string, id: string, client: QueryClientContract) {
  const wasInQueue = await removeFromQueue(queue, id, client)
  const outgoing = await removeFromOutbox([id], client)
  return wasInQueue || outgoing.some((one) => one.removed > 0 && one.isUnsent)
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
 * Removes every job of a queue from BullMQ on PostgreSQL and from the outbox.
 */
export async function clearOnPostgres(queue: string, client: QueryClientContract) {
  await clearQueue(queue, client)
  await client.rawQuery(
    `SELECT ${SCHEMA}.remove(queue, id, false) FROM ${SCHEMA}.job
      WHERE queue = ? AND data->>'queue' = ?`,
    [OUTBOX, queue]
  )
}

/** Deletes a job of the outbox, whether the relay has reserved it or not. */
export async function deleteFromOutbox(id: string, client: QueryClientContract) {
  await client.rawQuery(`DELETE FROM ${SCHEMA}.job WHERE queue = ? AND data->>'id' = ?`, [
    OUTBOX,
    id,
  ])
}

/** @returns how many jobs the outbox has for the broker, available and delayed */
export async function outboxDepth(client: QueryClientContract) {
  const { rows } = await client.rawQuery(
    `SELECT count(*) FILTER (WHERE state <> 'delayed')::int AS depth,
            count(*) FILTER (WHERE state = 'delayed')::int AS delayed
       FROM ${SCHEMA}.job WHERE queue = ?`,
    [OUTBOX]
  )
  return rows[0] as { depth: number; delayed: number }
}

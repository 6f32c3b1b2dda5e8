import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** A row of `queue_pauses` that pauses every queue and the schedules. No queue can have this name. */
export const EVERY_QUEUE = '*'

/**
 * Within a second, workers stop taking jobs, and schedules stop firing. The pauses of single queues stay as they are.
 */
export async function pauseEveryQueue(client: QueryClientContract) {
  await client.rawQuery('INSERT INTO queue_pauses (queue) VALUES (?) ON CONFLICT DO NOTHING', [
    EVERY_QUEUE,
  ])
}

/** Ends `pauseEveryQueue`. */
export async function resumeEveryQueue(client: QueryClientContract) {
  await client.rawQuery('DELETE FROM queue_pauses WHERE queue = ?', [EVERY_QUEUE])
}

export async function isEveryQueuePaused(client: QueryClientContract) {
  const row = await client.from('queue_pauses').where('queue', EVERY_QUEUE).first()
  return row !== null
}

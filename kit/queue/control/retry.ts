import { setTimeout as wait } from 'node:timers/promises'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type JobRun from '#queue/models/job_run'
import { heldByBroker } from '#queue/control/held_jobs'
import { enqueueRuns, WAITING_RUN, type WaitingRun } from '#queue/control/enqueue_runs'
import { idsOf, inChunks, missing, runsOf } from '#queue/control/selection'
import type { Changes, Selection } from '#queue/control/types'
import { E_SYNC_QUEUE } from '#queue/errors'
import type { QueueContext } from '#queue/queue_context'

const RETRYABLE = ['failed', 'cancelled', 'skipped']

/** A worker records the failure of a job before it acknowledges the job to the broker. */
const BROKER_LETS_GO_WITHIN_MS = 5000
const LOOK_AGAIN_AFTER_MS = 100

/** Workers read the cancellations every second. */
const CANCELLATION_FORGOTTEN_AFTER = '2 seconds'

/**
 * Retries failed, cancelled and skipped jobs, from their first attempt.
 */
export class Retry {
  constructor(private queue: QueueContext) {}

  /**
   * @throws E_SYNC_QUEUE, E_NONE_FAILED
   */
  async run(selection: Selection): Promise<Changes> {
    const { config, store } = this.queue
    if (config.connection === 'sync') throw new E_SYNC_QUEUE()
    const ids = await idsOf(selection, store.connection)
    return inChunks(ids, (some) => this.#retry(some))
  }

  async #retry(ids: string[]): Promise<Changes> {
    const { store } = this.queue
    const runs = await runsOf(ids, store.connection)
    const held = await this.#heldFor([...runs.values()].filter(isRetryable))

    const refused = ids.flatMap((id) => {
      const reason = this.#refusal(runs.get(id), held)
      return reason ? [{ id, reason }] : []
    })
    const refusedIds = new Set(refused.map(({ id }) => id))
    const wanted = ids.filter((id) => !refusedIds.has(id))
    const { done, lockedOut } = await store.connection.transaction((trx) => this.#take(wanted, trx))
    return {
      done: done.map(({ id, name, queue }) => ({ id, name, queue })),
      refused: [...refused, ...lockedOut],
    }
  }

  #refusal(run: JobRun | undefined, held: Set<string>) {
    const { queues } = this.queue.config
    if (!run) return missing('').reason
    if (!isRetryable(run)) return `it is ${run.status}, so it cannot run again`
    if (!Object.hasOwn(queues, run.queue)) {
      return `its queue "${run.queue}" is not in config/queue.ts, which has ${Object.keys(queues).join(', ')}`
    }
    if (held.has(run.id)) return 'its broker has not released it yet. Try again in half a minute'
  }

  /**
   * Waits until the broker has deleted the jobs, and returns the jobs that it still has at the deadline. The broker
   * would ignore a second job with the same id.
   */
  async #heldFor(runs: JobRun[]) {
    const deadline = Date.now() + BROKER_LETS_GO_WITHIN_MS
    for (;;) {
      const held = await heldByBroker(this.queue.driver, runs).catch(() => undefined)
      if (!held?.size || Date.now() > deadline) return held ?? new Set<string>()
      await wait(LOOK_AGAIN_AFTER_MS)
    }
  }

  async #take(ids: string[], trx: TransactionClientContract) {
    const holders = await this.#lock(ids, trx)
    const lockedOut = [...holders].map(([id, holder]) => ({
      id,
      reason: `the job ${holder} holds its lock. Try again when that job has ended`,
    }))
    const free = ids.filter((id) => !holders.has(id))
    return { done: await this.#reopen(free, trx), lockedOut }
  }

  /**
   * Takes the locks of these jobs again, always in the same order to prevent a deadlock.
   * @returns for each job without its lock, the id of the job that holds it
   */
  async #lock(ids: string[], trx: TransactionClientContract) {
    const { rows } = await trx.rawQuery(
      `SELECT id, take_job_lock(name, message->'lock', id) AS holder FROM (
         SELECT id, name, message FROM job_runs
          WHERE id = ANY (?::uuid[]) AND status = ANY (?) AND message->'lock' IS NOT NULL
          ORDER BY name, message#>>'{lock,key}', id
       ) AS run`,
      [ids, RETRYABLE] as never
    )
    const others = rows.filter(({ id, holder }: { id: string; holder: string }) => holder !== id)
    return new Map<string, string>(
      others.map((row: { id: string; holder: string }) => [row.id, row.holder])
    )
  }

  async #reopen(ids: string[], trx: TransactionClientContract): Promise<WaitingRun[]> {
    const cancelled = await trx
      .from('job_cancellations')
      .whereIn('job_id', ids)
      .delete()
      .returning('job_id')
    const { rows } = await trx.rawQuery(
      `UPDATE job_runs AS run SET status = 'waiting', reason = null, attempt = 0, crashes = 0, progress = null,
              progress_note = null, worker = null, started_at = null, finished_at = null, connection = :connection,
              message = message - '{expiresAt,unknownSince}'::text[],
              available_at = clock_timestamp()
                + CASE WHEN id = ANY (:cancelled::uuid[]) THEN :later::interval ELSE interval '0' END
        WHERE id = ANY (:ids::uuid[]) AND status = ANY (:retryable)
        RETURNING ${WAITING_RUN}`,
      {
        ids,
        connection: this.queue.config.connection,
        cancelled: cancelled.map((row) => row.job_id ?? row),
        later: CANCELLATION_FORGOTTEN_AFTER,
        retryable: RETRYABLE,
      } as never
    )
    await enqueueRuns(this.queue, rows, trx)
    return rows
  }
}

function isRetryable({ status }: JobRun) {
  return RETRYABLE.includes(status)
}

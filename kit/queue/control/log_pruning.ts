import { milliseconds } from '#queue/duration'
import type { QueueContext } from '#queue/queue_context'

const ROWS_A_STATEMENT = 5000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

interface Pruned {
  table: string
  key: string
  /** The condition for old rows; `:ms` is their age in milliseconds. */
  where: string
  ms?: number
}

/**
 * Deletes old rows from the queue's tables, in short statements.
 */
export class LogPruning {
  constructor(private queue: QueueContext) {}

  /**
   * @param signal stops the pruning between two statements
   * @returns the number of deleted rows, by table
   */
  async run(signal?: AbortSignal): Promise<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const pruned of this.#pruned(await this.#tableOfEnded())) {
      counts[pruned.table] = (counts[pruned.table] ?? 0) + (await this.#delete(pruned, signal))
    }
    return counts
  }

  /**
   * A partitioned run log drops whole months (config/partitions.ts), so only the rows that belong to no month are deleted.
   */
  async #tableOfEnded(): Promise<string> {
    const { rows } = await this.queue.store.connection.rawQuery(
      `SELECT partdefid::regclass::text AS name FROM pg_partitioned_table WHERE partrelid = 'job_runs'::regclass`
    )
    return rows[0]?.name ?? 'job_runs'
  }

  #pruned(ended: string): Pruned[] {
    const { rabbitmq, retention } = this.queue.config
    const [completed, failed] = [milliseconds(retention.completed), milliseconds(retention.failed)]
    return [
      {
        table: ended,
        key: 'id',
        ms: completed,
        // `dispatched_at` is earlier than `finished_at`, and it has an index.
        where: `dispatched_at < ${BEFORE} AND finished_at < ${BEFORE} AND status <> 'failed'`,
      },
      {
        table: 'job_runs',
        key: 'id',
        ms: failed,
        where: `status = 'failed' AND finished_at < ${BEFORE}`,
      },
      { table: 'job_locks', key: 'ctid', where: `expires_at < now() AND ${noRun('job_id', OPEN)}` },
      {
        table: 'job_cancellations',
        key: 'job_id',
        ms: Math.max(HOUR_MS, milliseconds(rabbitmq.ackTimeout)),
        where: `created_at < ${BEFORE} AND ${noRun('job_id', OPEN_OR_CANCELLED)}`,
      },
      { table: 'job_crashes', key: 'job_id', where: noRun('job_id', OPEN) },
      { table: 'job_batches', key: 'id', ms: failed, where: UNNEEDED_BATCH },
      { table: 'queue_workers', key: 'id', ms: DAY_MS, where: `beat_at < ${BEFORE}` },
    ]
  }

  async #delete({ table, key, where, ms = 0 }: Pruned, signal?: AbortSignal) {
    let total = 0
    for (;;) {
      if (signal?.aborted) return total
      const { rowCount } = await this.queue.store.connection.rawQuery(
        `DELETE FROM ${table} WHERE ${key} = ANY (ARRAY(
           SELECT ${key} FROM ${table} WHERE ${where} LIMIT ${ROWS_A_STATEMENT}))`,
        { ms }
      )
      total += rowCount
      if (rowCount < ROWS_A_STATEMENT) return total
    }
  }
}

const BEFORE = `now() - :ms * interval '1 millisecond'`

const UNNEEDED_BATCH = `created_at < ${BEFORE} AND NOT EXISTS (
  SELECT FROM job_runs WHERE batch_id = job_batches.id AND (finished_at IS NULL OR status = 'failed'))`

const OPEN = 'finished_at IS NULL'

/**
 * A broker may still have a cancelled job. After a clear it has only the jobs that workers had reserved. A job that is
 * not settled within `ackTimeout` is delivered again, as a possible duplicate.
 */
const OPEN_OR_CANCELLED = `(${OPEN} OR (status = 'cancelled' AND reason = 'cancelled'))`

function noRun(id: string, which: string) {
  return `NOT EXISTS (SELECT FROM job_runs WHERE job_runs.id = ${id} AND ${which})`
}

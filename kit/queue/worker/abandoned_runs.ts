import { setTimeout as wait } from 'node:timers/promises'
import { heldByBroker } from '#queue/control/held_jobs'
import { IN_OUTBOX, IN_QUEUE } from '#queue/drivers/bullmq/internals/postgres_tables'
import type { KnownRun } from '#queue/run_log/job_store'
import type { QueueContext } from '#queue/queue_context'
import { GONE_AFTER_MS } from '#queue/worker/supervisor'
import type { Connection } from '#queue/types'

/** The reason of a waiting job whose worker died, and that the broker gives to another worker. */
const WORKER_DIED = 'worker died'
/** The reason of a job whose worker died, and that the broker has probably lost: `queue:recover` puts it back. */
const LOST = 'lost'

const RUNS_AT_A_TIME = 500
const SETTLE_EVERY_MS = 10_000

interface AbandonedRun {
  id: string
  queue: string
  worker: string | null
  /** The broker from which the worker took the job. */
  connection: Connection
  inPostgres: boolean
  /** Milliseconds since 1970, by PostgreSQL's clock. */
  startedAt: number
}

/** A condition for `job_runs AS run`: a living worker has the job, or a process without a heartbeat, as with `sync`. */
export const IN_LIVING_HANDS = `(run.worker = 'inline' OR EXISTS (
  SELECT FROM queue_workers AS worker
   WHERE worker.id::text = run.worker
     AND worker.beat_at > clock_timestamp() - ${GONE_AFTER_MS} * interval '1 millisecond'))`

/**
 * The jobs that are running according to the run log, but whose workers are gone. The log learns of a job's end a
 * moment after the broker. A worker that is killed in between leaves a row that would stay `running` for ever. Such a
 * row gets the state that the broker knows.
 */
export class AbandonedRuns {
  constructor(private queue: QueueContext) {}

  /**
   * Settles them again and again. Never throws.
   */
  async watch(signal: AbortSignal, onError: (error: Error) => void) {
    while (!signal.aborted) {
      await this.settle().catch(onError)
      await wait(SETTLE_EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  async settle() {
    const { driver, store } = this.queue
    const since = driver.keepsSince ? await driver.keepsSince(await store.now()) : Infinity
    for (;;) {
      const runs = await this.#find()
      if (runs.length === 0) return
      const changed = await this.#change(runs, await this.#endedAmong(runs, since))
      if (runs.length < RUNS_AT_A_TIME || changed === 0) return
    }
  }

  async #find(): Promise<AbandonedRun[]> {
    const { rows } = await this.queue.store.connection.rawQuery(
      `SELECT run.id, run.queue, run.worker, coalesce(gone.connection, run.connection) AS connection,
              extract(epoch FROM run.started_at)::float8 * 1000 AS "startedAt",
              (${IN_QUEUE} OR ${IN_OUTBOX}) AS "inPostgres"
         FROM job_runs AS run LEFT JOIN queue_workers AS gone ON gone.id::text = run.worker
        WHERE run.finished_at IS NULL AND run.status = 'running' AND run.queue = ANY (?)
          AND run.started_at < clock_timestamp() - ${GONE_AFTER_MS} * interval '1 millisecond'
          AND NOT ${IN_LIVING_HANDS}
        ORDER BY run.id LIMIT ${RUNS_AT_A_TIME}`,
      [Object.keys(this.queue.config.queues)] as never
    )
    return rows
  }

  /**
   * @returns 'completed' for each job that has ended, 'lost' for each job that may have ended or may be lost. The
   *   log gets a failure before the broker does, and with RabbitMQ every end.
   */
  async #endedAmong(runs: AbandonedRun[], since: number) {
    const ended = new Map<string, 'completed' | typeof LOST>()
    const { config, driver } = this.queue
    const away = runs.filter(({ inPostgres }) => !inPostgres)
    for (const { id, connection } of away) {
      if (connection === 'postgres') ended.set(id, 'completed')
    }
    const elsewhere = away.filter(({ connection }) => connection !== 'postgres')
    const askable = elsewhere.filter(({ connection }) => connection === config.connection)
    const held = await heldByBroker(driver, askable)
    for (const { id, startedAt } of held ? askable : []) {
      if (!held!.has(id)) ended.set(id, startedAt > since ? 'completed' : LOST)
    }
    return ended
  }

  /**
   * Skips the rows that a worker has changed meanwhile.
   * @returns how many rows have changed
   */
  async #change(runs: AbandonedRun[], ended: Map<string, string>): Promise<number> {
    const becomes = runs.map(({ id }) => ended.get(id) ?? WORKER_DIED)
    const { rowCount } = await this.queue.store.connection.rawQuery(
      `UPDATE job_runs AS run
          SET status = CASE WHEN becomes <> 'completed' THEN 'waiting'
                            WHEN run.id IN (SELECT job_id FROM job_cancellations) THEN 'cancelled'
                            ELSE 'completed' END,
              reason = CASE WHEN becomes <> 'completed' THEN becomes END,
              finished_at = CASE WHEN becomes = 'completed' THEN clock_timestamp() END
         FROM unnest(?::uuid[], ?::text[], ?::text[]) AS settled(id, former, becomes)
        WHERE run.id = settled.id AND run.worker IS NOT DISTINCT FROM former
          AND run.status = 'running' AND run.finished_at IS NULL`,
      [runs.map(({ id }) => id), runs.map(({ worker }) => worker), becomes] as never
    )
    return rowCount
  }
}

/** Whether the job's worker died while it ran, also if its row is settled already. */
export function wasRunning({ status, reason }: KnownRun) {
  return status === 'running' || reason === WORKER_DIED
}

import type { JobStore } from '#queue/run_log/job_store'

/** A worker without a heartbeat for this time is dead or blocked. */
const SILENT_AFTER_SECONDS = 3

/** The deaths of workers that were running the job. */
export interface KnownCrashes {
  /** Deaths while the job ran, whatever the cause. */
  deaths: number
  /** Deaths that the job certainly caused. */
  charged: number
  reason: string | null
  /** Deaths without a known cause, while the job ran alone. */
  unexplained: number
  /** Whether it has to run alone: it was running when a worker died, and has not ended since. */
  mustRunAlone: boolean
  /** Whether it ran alone at the last death, which is not counted as unexplained yet. */
  wasAlone: boolean
  /** Whether the worker in which it ran last has no heartbeat. */
  isWorkerSilent: boolean
}

/**
 * The table `job_crashes`: jobs that have crashed workers, or may have.
 */
export class CrashStore {
  constructor(private store: Pick<JobStore, 'connection'>) {}

  async find(id: string): Promise<KnownCrashes | undefined> {
    const { rows } = await this.store.connection.rawQuery(FIND, [SILENT_AFTER_SECONDS, id])
    return rows[0]
  }

  /**
   * Records that the job runs alone from now on.
   * @param more deaths to add to the stored ones
   */
  async begin(
    id: string,
    worker: string | null,
    more: Pick<KnownCrashes, 'deaths' | 'unexplained'>
  ) {
    await this.store.connection.rawQuery(
      `INSERT INTO job_crashes AS crash (job_id, alone_in, deaths, unexplained) VALUES (?, ?, ?, ?)
       ON CONFLICT (job_id) DO UPDATE
         SET alone_in = excluded.alone_in, deaths = crash.deaths + excluded.deaths,
             unexplained = crash.unexplained + excluded.unexplained`,
      [id, worker, more.deaths, more.unexplained] as never
    )
  }

  /**
   * Records that the job itself made its worker lose the lease.
   * @param most the highest count, because two workers may have had the job at the same time
   */
  async charge(id: string, reason: string, most: number) {
    const sql = `${CHARGE} WHERE crash.charged < ?`.replaceAll(/\$\d/g, '?')
    await this.store.connection.rawQuery(sql, [id, reason, most])
  }

  /** The job runs alone from now on. The death of its worker counts in `deaths`, but the job is not blamed for it. */
  async countDeath(id: string) {
    await this.begin(id, null, { deaths: 1, unexplained: 0 })
  }

  async countUnexplained(id: string) {
    await this.begin(id, null, { deaths: 1, unexplained: 1 })
  }

  /** Stops blaming the job for a death of its worker: the worker stops, lost the job, or runs other jobs as well. */
  async endSolitude(id: string) {
    await this.store.connection.from('job_crashes').where('job_id', id).update({ alone_in: null })
  }

  /** Forgets the deaths when the job has ended and its worker is still alive. */
  async clear(id: string) {
    await this.store.connection.from('job_crashes').where('job_id', id).delete()
  }

  /** Releases a job, unless another worker has started it in the meantime. */
  async release(id: string, worker: string) {
    await this.store.connection.rawQuery(RELEASE.replaceAll(/\$\d/g, '?'), [[id], worker])
  }
}

/** Records that the job crashed its worker. This statement and the next one are for `pg`. */
export const CHARGE = `
INSERT INTO job_crashes AS crash (job_id, charged, reason) VALUES ($1, 1, $2)
ON CONFLICT (job_id) DO UPDATE
  SET charged = crash.charged + 1, reason = excluded.reason, alone_in = NULL`

/** Releases the jobs that were running in the worker when another job crashed it. */
export const RELEASE = `
UPDATE job_runs SET status = 'waiting', reason = 'released'
 WHERE id = ANY ($1) AND worker = $2 AND status = 'running'`

const FIND = `
SELECT crash.job_id IS NOT NULL AS "mustRunAlone",
       coalesce(crash.deaths, 0) AS deaths,
       coalesce(crash.charged, 0) AS charged,
       crash.reason,
       coalesce(crash.unexplained, 0) AS unexplained,
       coalesce(crash.alone_in = run.worker AND worker.stopping IS NOT TRUE, false)
         AS "wasAlone",
       coalesce(worker.beat_at < clock_timestamp() - ? * interval '1 second', true) AS "isWorkerSilent"
  FROM (SELECT ?::uuid AS id) AS asked
  LEFT JOIN job_runs AS run USING (id)
  LEFT JOIN job_crashes AS crash ON crash.job_id = asked.id
  LEFT JOIN queue_workers AS worker ON worker.id::text = run.worker`

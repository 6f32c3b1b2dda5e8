import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** A person may have fired some by hand, so the last job alone does not tell. */
const LAST_JOBS = 20

/**
 * Whether a job that this schedule dispatched has not ended.
 */
export async function hasRunningJob(schedule: string, trx: TransactionClientContract) {
  const { rows } = await trx.rawQuery(
    `SELECT 1 FROM job_runs
     WHERE finished_at IS NULL AND id IN (
       SELECT job_id FROM schedule_ticks WHERE schedule = ? AND job_id IS NOT NULL
       ORDER BY due_at DESC LIMIT ${LAST_JOBS}
     ) LIMIT 1`,
    [schedule]
  )
  return rows.length > 0
}

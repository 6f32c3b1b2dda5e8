import db from '@adonisjs/lucid/services/db'
import { eventually } from '#tests/support/eventually'

/**
 * Waits until all jobs have ended.
 * @returns the number of jobs in the run log, by status
 */
export async function settled(timeout = 60_000): Promise<Record<string, number>> {
  await eventually(async () => {
    const [{ open }] = await db.from('job_runs').whereNull('finished_at').count('* as open')
    return Number(open) === 0
  }, timeout)
  const rows = await db.from('job_runs').groupBy('status').select('status').count('* as count')
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]))
}

/**
 * The keys with traces, and the number of traces of each.
 */
export async function tracesByKey(keys: string[]): Promise<Map<string, number>> {
  const rows = await db
    .from('job_traces')
    .whereIn('key', keys)
    .where('what', 'done')
    .groupBy('key')
    .select('key')
    .count('* as count')
  return new Map(rows.map(({ key, count }) => [key, Number(count)]))
}

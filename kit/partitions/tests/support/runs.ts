import db from '@adonisjs/lucid/services/db'
import { runsToKeep } from '#queue/define_config'
import { createJobId } from '#queue/job_id'

export const RUNS = { key: 'id', ...runsToKeep({ retention: { completed: '7d', failed: '30d' } }) }

/** Inserts a run with an id of that moment. */
export async function insertRun(at: Date, status = 'completed', ended: Date | null = at) {
  const id = createJobId(Number(at))
  await db.table('job_runs').insert({
    ...{ id, name: 'old', queue: 'low', connection: 'postgres', status, message: '{}' },
    ...{ attempts: 1, backoff: 0, dispatched_at: at, available_at: at, finished_at: ended },
  })
  return id
}

/** Inserts open runs with ids of that moment. */
export async function insertRuns(at: Date, count: number) {
  await db.rawQuery(
    `INSERT INTO job_runs (id, name, queue, connection, message, attempts, backoff, dispatched_at, available_at)
     SELECT (left(?, 24) || lpad(to_hex(n), 12, '0'))::uuid, 'old', 'low', 'postgres', '{}', 1, 0, now(), now()
     FROM generate_series(1, ?::int) AS n`,
    [createJobId(Number(at)), count]
  )
}

export async function idsOfRuns() {
  const rows = await db.from('job_runs').orderBy('id').select('id')
  return rows.map(({ id }: { id: string }) => id)
}

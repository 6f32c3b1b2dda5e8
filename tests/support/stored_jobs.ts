import db from '@adonisjs/lucid/services/db'
import { eventually } from '#tests/support/eventually'

interface StoredJob {
  id: string
  queue: string
  name: string
  state: string
  priority: number
  attempts_made: number
  failed_reason: string | null
  data: { payload: unknown; unknownSince?: number }
}

/**
 * What PostgreSQL has of the queue, in the order of the dispatches.
 */
export async function storedJobs(): Promise<StoredJob[]> {
  return db.from('bullmq.job').orderBy('seq')
}

export async function storedJob(id: string): Promise<StoredJob> {
  return db.from('bullmq.job').where('id', id).firstOrFail()
}

export function untilState(id: string, state: string) {
  return eventually(async () => {
    const job = await storedJob(id)
    return job.state === state && job
  })
}

export async function removeJobs() {
  await db.rawQuery('TRUNCATE bullmq.job, bullmq.event CASCADE')
}

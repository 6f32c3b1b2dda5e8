import db from '@adonisjs/lucid/services/db'

interface BullMQRow {
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
 * The jobs of BullMQ on PostgreSQL, in the order of dispatch.
 */
export async function bullmqRows(): Promise<BullMQRow[]> {
  return db.from('bullmq.job').orderBy('seq')
}

export async function bullmqRow(id: string): Promise<BullMQRow> {
  return db.from('bullmq.job').where('id', id).firstOrFail()
}

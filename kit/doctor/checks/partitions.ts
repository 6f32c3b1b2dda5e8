import app from '@adonisjs/core/services/app'
import { partitionedTables } from '#partitions/main'
import { good, problem, type Finding } from '#doctor/finding'

/** Rows without a month stay in the default partition, so nothing is lost, but it grows. */
export async function checkPartitions(): Promise<Finding[]> {
  const tables = await partitionedTables(app)
  const divided = tables.filter(({ partitions }) => partitions)
  const missing = divided.filter(({ isPrepared }) => !isPrepared)
  if (missing.length > 0) {
    const names = missing.map(({ table }) => table).join(', ')
    const message = `The partition of the next month is missing: ${names}`
    const remedy =
      'Run node ace partition:maintain, and see why the job failed: node ace queue:failed --name=maintain_partitions'
    return [problem('Partitions', message, remedy)]
  }
  if (divided.length === 0) return [good('Partitions', 'No table is divided by month')]
  const names = divided.map(({ table }) => table).join(', ')
  return [good('Partitions', `The next month has a partition: ${names}`)]
}

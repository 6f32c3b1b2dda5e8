import db from '@adonisjs/lucid/services/db'

/**
 * Records in a table that something happened, because workers run in other processes.
 */
export async function trace(key: string, what: string) {
  await db.table('job_traces').insert({ key, what, pid: process.pid })
}

export async function createTraces() {
  await db.rawQuery(
    'CREATE UNLOGGED TABLE IF NOT EXISTS job_traces (id bigserial, key text, what text, pid int)'
  )
}

export async function dropTraces() {
  await db.rawQuery('DROP TABLE job_traces')
}

/**
 * The recorded traces of a key, in order.
 */
export async function tracesOf(key: string): Promise<string[]> {
  const rows = await db.from('job_traces').where('key', key).orderBy('id').select('what')
  return rows.map(({ what }) => what)
}

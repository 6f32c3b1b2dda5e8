import app from '@adonisjs/core/services/app'
import { sourceFiles } from '@adonisjs/lucid/utils'
import db from '@adonisjs/lucid/services/db'

const UNDEFINED_TABLE = '42P01'

/**
 * The names of this release's migrations that the database lacks. Lucid's own list would create its table in a database
 * that was never migrated.
 */
export async function pendingMigrations(): Promise<string[]> {
  const { config } = db.getRawConnection(db.primaryConnectionName)!
  const { paths = [], tableName = 'adonis_schema' } = config.migrations ?? {}
  const [folders, done] = await Promise.all([
    Promise.all(paths.map((path) => sourceFiles(app.appRoot, path, true))),
    namesIn(tableName),
  ])
  const all = folders.flatMap(({ files }) => files.map(({ name }) => name))
  return all.filter((name) => !done.has(name))
}

async function namesIn(tableName: string): Promise<Set<string>> {
  try {
    const rows = await db.from(tableName).select('name')
    return new Set(rows.map(({ name }) => name))
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return new Set()
    throw error
  }
}

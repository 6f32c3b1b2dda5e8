import type { ApplicationService } from '@adonisjs/core/types'
import drive from '@adonisjs/drive/services/main'
import { directSettingsOf, toolEnvironment } from '#console/database_connection'
import { Backups, type Surroundings } from '#backups/backups'
import { DatabaseServer } from '#backups/database_server'
import type { BackupConfig } from '#backups/define_config'
import { Restores } from '#backups/restores'
import { outdated } from '#backups/retention'
import { BackupStore } from '#backups/store'

/** The backups of this app, as config/backups.ts has them. */
export function appBackups(app: ApplicationService) {
  return new Backups(configOf(app), surroundingsOf(app))
}

export function appRestores(app: ApplicationService) {
  return new Restores(configOf(app), surroundingsOf(app))
}

/**
 * Removes the backups that config/backups.ts keeps no longer.
 * @returns their names
 */
export async function pruneBackups(app: ApplicationService, { isDryRun = false } = {}) {
  const { keep } = configOf(app)
  const store = backupStore(app)
  const names = outdated(await store.list(), keep).map(({ name }) => name)
  if (!isDryRun) for (const name of names) await store.remove(name)
  return names
}

/** The newest complete backup, and whether this app makes any. */
export async function newestBackup(app: ApplicationService) {
  const { recipients } = configOf(app)
  return { isConfigured: recipients.length > 0, newest: await backupStore(app).newest() }
}

export function backupStore(app: ApplicationService) {
  return new BackupStore(drive.use(configOf(app).disk))
}

function surroundingsOf(app: ApplicationService): Surroundings {
  const { files } = configOf(app)
  const database = directSettingsOf(app)
  return {
    app: app.config.get<string>('app.appName'),
    server: new DatabaseServer(database, toolEnvironment(database)),
    store: backupStore(app),
    files: files ? drive.use(files) : undefined,
  }
}

function configOf(app: ApplicationService) {
  return app.config.get<BackupConfig>('backups')
}

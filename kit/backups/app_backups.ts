import type { ApplicationService } from '@adonisjs/core/types'
import drive from '@adonisjs/drive/services/main'
import { directSettingsOf, toolEnvironment } from '#console/database_connection'
import { Backups } from '#backups/backups'
import type { BackupConfig } from '#backups/define_config'
import { outdated } from '#backups/retention'
import { BackupStore, type Backup } from '#backups/store'

/** The backups of this app, as config/backups.ts has them. */
export function appBackups(app: ApplicationService) {
  const config = app.config.get<BackupConfig>('backups')
  const database = directSettingsOf(app)
  return new Backups(config, {
    app: app.config.get<string>('app.appName'),
    database,
    environment: toolEnvironment(database),
    store: backupStore(app),
    files: config.files ? drive.use(config.files) : undefined,
  })
}

/**
 * Removes the backups that config/backups.ts keeps no longer.
 * @returns their names
 */
export async function pruneBackups(app: ApplicationService, { isDryRun = false } = {}) {
  const { keep } = app.config.get<BackupConfig>('backups')
  const store = backupStore(app)
  const names = outdated(await store.list(), keep).map(({ name }) => name)
  if (!isDryRun) for (const name of names) await store.remove(name)
  return names
}

/** The newest complete backup, and whether this app makes any. */
export async function newestBackup(app: ApplicationService) {
  const { recipients } = app.config.get<BackupConfig>('backups')
  const all = await backupStore(app).list()
  const newest = all.find((backup): backup is Required<Backup> => Boolean(backup.manifest))
  return { isConfigured: recipients.length > 0, newest }
}

export function backupStore(app: ApplicationService) {
  return new BackupStore(drive.use(app.config.get<BackupConfig>('backups').disk))
}

import app from '@adonisjs/core/services/app'
import { newestBackup } from '#backups/main'
import { good, problem, warning, type Finding } from '#doctor/finding'

/** A backup a day, and two hours for its work. */
const OLDEST_HOURS = 26

const HOUR_MS = 3_600_000

export async function checkBackups(now = Date.now()): Promise<Finding[]> {
  const { isConfigured, newest } = await newestBackup(app)
  if (!newest) {
    if (!isConfigured) {
      const message = 'BACKUP_RECIPIENT is not set, so no backup is made here'
      return [
        warning(
          'Backups',
          message,
          'Set it as docs/backups.md says, unless your host makes backups'
        ),
      ]
    }
    return [problem('Backups', 'There is no backup yet', 'Make one: node ace backup:create')]
  }
  const hours = Math.round((now - Date.parse(newest.manifest.createdAt)) / HOUR_MS)
  const message = `The newest backup is ${hours} hours old: ${newest.name}`
  if (hours <= OLDEST_HOURS) return [good('Backups', message)]
  return [
    problem('Backups', message, 'See why the job failed: node ace queue:failed --name=back_up'),
  ]
}

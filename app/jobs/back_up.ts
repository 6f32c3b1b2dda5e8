import app from '@adonisjs/core/services/app'
import SendBackupAlert from '#jobs/send_backup_alert'
import { appBackups, pruneBackups } from '#backups/main'
import { Job, type JobContext } from '#queue/main'

/** Makes a backup, and removes old ones. See docs/backups.md. */
export default class BackUp extends Job {
  static queue = 'low'
  static timeout = '25m'

  async handle(_payload: Record<string, never>, { logger }: JobContext) {
    const { name } = await appBackups(app).create()
    logger.info({ backup: name, removed: await pruneBackups(app) }, 'A backup is made')
  }

  async rescue(_payload: Record<string, never>, { message }: Error) {
    await SendBackupAlert.dispatch({ what: 'backup', reason: message })
  }
}

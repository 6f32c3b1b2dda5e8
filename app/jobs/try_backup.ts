import app from '@adonisjs/core/services/app'
import SendBackupAlert from '#jobs/send_backup_alert'
import { appRestores } from '#backups/main'
import { Job, type JobContext } from '#queue/main'

/** Restores the newest backup into a scratch database, and compares it. */
export default class TryBackup extends Job {
  static queue = 'low'
  static timeout = '25m'
  static attempts = 1

  async handle(_payload: Record<string, never>, { logger }: JobContext) {
    const { name } = await appRestores(app).drill()
    logger.info({ backup: name }, 'The newest backup can be restored')
  }

  async rescue(_payload: Record<string, never>, { message }: Error) {
    await SendBackupAlert.dispatch({ what: 'restore drill', reason: message })
  }
}

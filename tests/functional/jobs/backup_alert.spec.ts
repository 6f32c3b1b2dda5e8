import mail from '@adonisjs/mail/services/main'
import { test } from '@japa/runner'
import { supportAddress } from '#config/mail'
import BackUp from '#jobs/back_up'
import SendBackupAlert from '#jobs/send_backup_alert'
import TryBackup from '#jobs/try_backup'
import BackupAlert from '#mails/backup_alert'
import queue from '#queue/main'

test.group('Jobs | backup alert', () => {
  test('a backup or a drill that failed for good tells the operators', async () => {
    using fake = queue.fake()
    await new BackUp().rescue({}, new Error('pg_dump failed'))
    await new TryBackup().rescue({}, new Error('pg_dump failed'))

    const reason = 'pg_dump failed'
    fake.assertDispatched(SendBackupAlert, { what: 'backup', reason })
    fake.assertDispatched(SendBackupAlert, { what: 'restore drill', reason })
  })

  test('the mail names the failure', async () => {
    const { mails } = mail.fake()
    await new SendBackupAlert().handle({ what: 'backup', reason: 'pg_dump failed' })
    mails.assertSent(BackupAlert, ({ message }) => {
      message.assertTo(supportAddress)
      message.assertTextIncludes('pg_dump failed')
      return true
    })
    mail.restore()
  })
})

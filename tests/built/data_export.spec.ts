import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import DataExport from '#models/data_export'
import JobRun from '#queue/models/job_run'
import { eventually } from '#tests/support/eventually'
import { mailsTo } from '#tests/support/mails'
import { killWorker, startWorker } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

const RERUN_WITHIN_MS = 30_000

test.group('An export of data', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('one of several simultaneous requests makes an export, also after its worker was killed', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(`http://localhost:${process.env.PORT}`)
    await visitor.get('/login')
    await visitor.post('/login', { email: user.email, password: 'secret-password' })
    const trx = await database.transaction()
    await trx.rawQuery('LOCK TABLE passkeys IN ACCESS EXCLUSIVE MODE')
    await Promise.all([1, 2, 3, 4].map(() => visitor.clone().post('/settings/data/export')))

    const requests = database.from('account_events').where({ user_id: user.id })
    assert.lengthOf(await requests.where('kind', 'export_requested'), 1)
    await eventually(async () => {
      const { progress } = await DataExport.findByOrFail('userId', user.id)
      return progress > 0
    })
    await killWorker()
    await trx.rollback()
    await startWorker()

    const ready = await eventually(() => DataExport.findReady(user), RERUN_WITHIN_MS)
    const download = await visitor.get('/settings/data/export')
    assert.equal(download.headers.get('content-length'), String(ready.size))
    await eventually(async () => {
      const run = await JobRun.findBy('name', 'send_data_export_mail')
      return run?.status === 'completed'
    })
    const mails = await mailsTo(user.email)
    assert.lengthOf(
      mails.filter(({ subject }) => subject === 'Your data export is ready'),
      1
    )
  })
})

import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import JobRun from '#queue/models/job_run'
import { eventually } from '#tests/support/eventually'
import { mailsTo } from '#tests/support/mails'
import { killWorker, startWorker } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

const RERUN_WITHIN_MS = 30_000

test.group('A killed worker', () => {
  test('another worker runs the job of a killed worker again, so the mail of a sign-up arrives once', async ({
    assert,
  }) => {
    const email = `ada.${crypto.randomUUID()}@example.com`
    const trx = await database.transaction()
    await trx.rawQuery('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [email])

    const visitor = new Visitor(`http://localhost:${process.env.PORT}`)
    await visitor.get('/signup')
    await visitor.post('/signup', { name: 'Ada', email, password: 'secret-password' })
    await eventually(waitsForAddress)
    const run = await eventually(() =>
      JobRun.findBy({ name: 'send_registration_mail', status: 'running' })
    )
    const first = run.worker
    await killWorker()
    await trx.rollback()
    assert.isEmpty(await mailsTo(email))

    await startWorker()
    await eventually(() => hasCompleted(run), RERUN_WITHIN_MS)
    assert.notEqual(run.worker, first)
    assert.lengthOf(await mailsTo(email), 1)
  })
})

/** Whether the job has begun: it waits for the lock of the address, which the test holds. */
async function waitsForAddress() {
  const { rows } = await database.rawQuery(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`
  )
  return rows.length > 0
}

async function hasCompleted(run: JobRun) {
  await run.refresh()
  return run.status === 'completed'
}

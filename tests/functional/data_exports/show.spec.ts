import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import DeleteFiles from '#jobs/delete_files'
import ExportData from '#jobs/export_data'
import PruneDataExports from '#jobs/prune_data_exports'
import DataExport from '#models/data_export'
import type User from '#models/user'
import queue from '#queue/main'
import { storedExports, unzipped } from '#tests/support/data_export'

const origin = { ipAddress: null, userAgent: null }

async function exported(user: User) {
  await DataExport.request(user, origin)
  await queue.drain()
  return DataExport.findByOrFail('userId', user.id)
}

async function prune() {
  await PruneDataExports.dispatch({})
  await queue.drain()
}

test.group('Data exports | show', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('the owner downloads the file, which no cache and no browser keeps or shows (ASVS 5.4.1, 5.4.2)', async ({
    assert,
    client,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    const { createdAt, size } = await exported(user)
    const response = await client
      .get('/settings/data/export')
      .loginAs(user)
      .redirects(0)
      .setup((request) => {
        request.request.responseType('arraybuffer')
      })

    response.assertStatus(200)
    const day = createdAt.toUTC().toISODate()
    response.assertHeader('content-type', 'application/zip')
    response.assertHeader('content-disposition', `attachment; filename="data-${day}.zip"`)
    response.assertHeader('cache-control', 'no-store')
    response.assertHeader('x-content-type-options', 'nosniff')
    response.assertHeader('content-security-policy', `default-src 'none'; sandbox`)
    response.assertHeader('content-length', String(size))
    const files = await unzipped(response.body() as unknown as Uint8Array)
    assert.include(files['json/users.json'], user.email)
    await rows.assertHas('account_events', { user_id: user.id, kind: 'export_downloaded' }, 1)
  })

  test('nobody gets the file of another account', async ({ client, db: rows }) => {
    const [user, other] = await UserFactory.createMany(2)
    await exported(user)
    const guest = await client.get('/settings/data/export').redirects(0)
    guest.assertHeader('location', '/login')
    const stranger = await client.get('/settings/data/export').loginAs(other).redirects(0)
    stranger.assertHeader('location', '/settings/data')
    stranger.assertFlashMessage('error', 'This export has expired. Request a new one.')
    await rows.assertMissing('account_events', { kind: 'export_downloaded' })
  })

  test('after 24 hours nothing can be downloaded, and the schedule deletes the file', async ({
    assert,
    client,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    const { id, expiresAt, readyAt } = await exported(user)
    assert.equal(expiresAt.diff(readyAt!).as('hours'), 24)
    await prune()
    assert.lengthOf(await storedExports(), 1)

    await db.from('data_exports').update({ expires_at: new Date(Date.now() - 3_600_000) })
    const response = await client.get('/settings/data/export').loginAs(user).redirects(0)
    response.assertHeader('location', '/settings/data')
    await prune()
    assert.isEmpty(await storedExports())
    await rows.assertMissing('data_exports', { id })
  })

  test('a file that the storage has lost counts as expired', async ({ client, db: rows }) => {
    const user = await UserFactory.create()
    const ready = await exported(user)
    await drive.use().delete(ready.key)
    const response = await client.get('/settings/data/export').loginAs(user).redirects(0)

    response.assertHeader('location', '/settings/data')
    response.assertFlashMessage('error', 'This export has expired. Request a new one.')
    await rows.assertMissing('account_events', { kind: 'export_downloaded' })
  })

  test('the page tells how far the export is', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const page = () => client.visit('your_data.show').loginAs(user).withInertia()
    const before = await page()
    assert.isNull(before.inertiaProps.dataExport)

    const created = await DataExport.request(user, origin)
    await created!.report(40)
    const running = await page()
    assert.containSubset(running.inertiaProps.dataExport, { state: 'running', progress: 40 })

    await queue.drain()
    const ready = await page()
    assert.containSubset(ready.inertiaProps.dataExport, { state: 'ready', progress: 100 })
  })

  test('a failed export says so, leaves no file and can be asked for again', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await DataExport.request(user, origin)
    const { getStream, putStream } = drive.use()
    drive.use().putStream = async () => Promise.reject(new Error('The disk is full'))
    const { failed } = await queue.drain()
    Object.assign(drive.use(), { getStream, putStream })
    assert.lengthOf(failed, 1)

    const page = await client.visit('your_data.show').loginAs(user).withInertia()
    assert.containSubset(page.inertiaProps.dataExport, { state: 'failed' })
    assert.isEmpty(await storedExports())
    const next = await exported(user)
    assert.equal(next.state, 'ready')
  })

  test('an export whose job was lost has failed after six hours', async ({ assert }) => {
    const user = await UserFactory.create()
    using fake = queue.fake()
    const created = await DataExport.request(user, origin)
    assert.closeTo(created!.expiresAt.diffNow('hours').hours, 6, 0.1)
    await db.from('data_exports').update({ expires_at: new Date(Date.now() - 3_600_000) })
    const lost = await DataExport.findByOrFail('userId', user.id)

    assert.equal(lost.state, 'failed')
    await DataExport.prune()
    fake.assertDispatched(DeleteFiles)
    assert.isNotNull(await DataExport.request(user, origin))
  })

  test('a second run of the job changes nothing', async ({ assert, db: rows }) => {
    const user = await UserFactory.create()
    const first = await exported(user)
    await ExportData.dispatch({ exportId: first.id })
    await queue.drain()

    const second = await DataExport.findByOrFail('userId', user.id)
    assert.equal(second.file, first.file)
    assert.deepEqual(await storedExports(), [first.key])
    await rows.assertHas('job_runs', { name: 'send_data_export_mail' }, 1)
  })

  test('one of two simultaneous runs publishes, and the other deletes its file', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const created = await DataExport.request(user, origin)
    const { DataArchive } = await import('#services/data_archive')
    const other = await DataExport.findOrFail(created!.id)
    const signal = new AbortController().signal
    const publish = (one: DataExport) =>
      new DataArchive(user, signal).write({
        progress: async () => {},
        done: (file, size) => one.publish(file, size),
      })
    await publish(created!)
    await publish(other)

    const current = await DataExport.findByOrFail('userId', user.id)
    assert.deepEqual(await storedExports(), [current.key])
  })
})

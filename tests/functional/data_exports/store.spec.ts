import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import ExportData from '#jobs/export_data'
import DataExport from '#models/data_export'
import type User from '#models/user'
import queue from '#queue/main'
import { exportedFiles, storedExports } from '#tests/support/data_export'
import { mailsTo } from '#tests/support/mails'

const origin = { ipAddress: '192.0.2.7', userAgent: '=HYPERLINK("http://example.com")' }

function ask(client: ApiClient, user: User, session = { identity_confirmed_at: Date.now() }) {
  return client
    .visit('data_exports.store')
    .withSession(session)
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
}

test.group('Data exports | store', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('a job makes a zip with the data as JSON and CSV, and the owner gets a mail', async ({
    assert,
    client,
    db: rows,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    await user.recordEvent('signed_in', origin)
    await other.recordEvent('signed_out', origin)
    const response = await ask(client, user)

    response.assertHeader('location', '/settings/data')
    const message = 'Your export has started. We send you a message when it is ready.'
    response.assertFlashMessage('success', message)
    await rows.assertHas('account_events', { user_id: user.id, kind: 'export_requested' }, 1)
    await queue.drain()

    const files = await exportedFiles(user)
    const [account] = JSON.parse(files['json/users.json'])
    assert.containSubset(account, { id: user.id, name: user.name, email: user.email })
    const events = JSON.parse(files['json/account_events.json'])
    assert.sameMembers(
      events.map(({ kind }: { kind: string }) => kind),
      ['signed_in', 'export_requested']
    )
    assert.match(files['csv/users.csv'], /^\uFEFFid,name,email,/)
    assert.include(files['csv/users.csv'], user.email)
    assert.include(files['README.txt'], 'These are the data of Ada Lovelace at Easystart')
    assert.deepEqual(JSON.parse(files['json/passkeys.json']), [])
    const [mail, ...others] = await mailsTo(user.email)
    assert.isEmpty(others)
    assert.equal(mail.subject, 'Your data export is ready')
    assert.include(mail.text!, '/settings/data')
  })

  test('the export has no secret, and nothing of another account', async ({ assert, client }) => {
    const [user, other] = await UserFactory.createMany(2)
    await user.merge({ confirmationKey: 'secret-key', deletionTokenHash: 'secret-hash' }).save()
    await ask(client, user)
    await queue.drain()

    const text = Object.values(await exportedFiles(user)).join('\n')
    for (const secret of [user.password!, 'secret-key', 'secret-hash', other.email]) {
      assert.notInclude(text, secret)
    }
    assert.notMatch(text, /argon2|_hash|password/)
  })

  test('a text that a spreadsheet would run as a formula is written as a text', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await user.recordEvent('signed_in', origin)
    await ask(client, user)
    await queue.drain()

    const files = await exportedFiles(user)
    assert.include(files['csv/account_events.csv'], `"'=HYPERLINK(""http`)
    assert.include(files['json/account_events.json'], String.raw`"=HYPERLINK(\"http`)
  })

  test('more rows than are read at once are all exported, and in order', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await db.rawQuery(
      `INSERT INTO account_events (user_id, kind, user_agent)
       SELECT ?, 'signed_in', 'agent ' || n FROM generate_series(1, 1501) AS n`,
      [user.id]
    )
    await ask(client, user)
    await queue.drain()

    const files = await exportedFiles(user)
    assert.lengthOf(JSON.parse(files['json/account_events.json']), 1502)
    assert.lengthOf(files['csv/account_events.csv'].trim().split('\n'), 1503)
  })

  test('a second request is refused with a notice while an export is running', async ({
    assert,
    client,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    await ask(client, user)
    const response = await ask(client, user)

    const message =
      'Your export is still being prepared. You can request a new one when it is ready.'
    response.assertFlashMessage('error', message)
    await rows.assertHas('data_exports', { user_id: user.id }, 1)
    await rows.assertHas('account_events', { user_id: user.id, kind: 'export_requested' }, 1)
    const { completed } = await queue.drain()
    assert.isAbove(completed, 0)
    assert.lengthOf(await storedExports(), 1)
  })

  test('a new export takes the place of the former one', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await ask(client, user)
    await queue.drain()
    const former = await DataExport.findByOrFail('userId', user.id)
    await ask(client, user)
    await queue.drain()

    const current = await DataExport.findByOrFail('userId', user.id)
    assert.notEqual(current.id, former.id)
    assert.deepEqual(await storedExports(), [current.key])
  })

  test('the sixth export within an hour is refused', async ({ client }) => {
    const user = await UserFactory.create()
    for (let times = 0; times < 5; times++) {
      await ask(client, user)
      await DataExport.query().delete()
    }
    const response = await ask(client, user)
    response.assertStatus(429)
  })

  test('the request needs a recent proof of identity', async ({ client, db: rows }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const response = await ask(client, user, { identity_confirmed_at: 0 })

    response.assertHeader('location', '/confirm-identity')
    await rows.assertEmpty('data_exports')
    fake.assertNotDispatched(ExportData)
  })

  test('a guest requests nothing', async ({ client, db: rows }) => {
    const response = await client.visit('data_exports.store').withCsrfToken().redirects(0)
    response.assertHeader('location', '/login')
    await rows.assertEmpty('data_exports')
  })
})

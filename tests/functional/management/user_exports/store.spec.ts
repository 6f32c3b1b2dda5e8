import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { parse } from 'csv-parse/sync'
import database from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import DataExport from '#models/data_export'
import type User from '#models/user'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'
import { administrator, asStaff, memberOf, removeFrom, staffWith } from '#tests/support/staff'

const exporter = () => staffWith('users.view', 'users.export')

function ask(client: ApiClient, user: User, choice: Record<string, string> = {}) {
  const visit = client.visit('management.user_exports.store').qs(choice as never)
  return asStaff(visit, user)
}

async function download(client: ApiClient, user: User) {
  const response = await client.visit('management.user_exports.show').loginAs(user).redirects(0)
  response.assertStatus(200)
  return response
}

async function rowsOf(client: ApiClient, user: User) {
  const response = await download(client, user)
  return parse(response.text(), { bom: true, columns: true }) as Record<string, string>[]
}

test.group('User exports', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('a job makes a CSV of the accounts, of which a mail tells', async ({
    assert,
    client,
    db,
  }) => {
    const user = await exporter()
    const ada = await UserFactory.merge({ name: '=HYPERLINK("x"), "Ada"\nB' }).create()
    const member = await memberOf(await GroupFactory.merge({ name: 'Support' }).create())
    const response = await ask(client, user)
    response.assertHeader('location', '/management/users')
    await db.assertHas('account_events', { user_id: user.id, kind: 'list_exported' }, 1)
    await queue.drain()

    const rows = await rowsOf(client, user)
    const rowOf = ({ id }: User) => rows.find((row) => row.id === String(id))!
    assert.lengthOf(rows, 3)
    assert.equal(rowOf(ada).name, `'=HYPERLINK("x"), "Ada"\nB`)
    assert.deepInclude(rowOf(member), {
      name: member.name,
      email: member.email,
      state: 'active',
      second_factor: 'false',
      groups: 'Support',
      created_at: member.createdAt.toUTC().toISO(),
    })
    await db.assertHas('account_events', { user_id: user.id, kind: 'list_downloaded' }, 1)
    const [mail, ...others] = await mailsTo(user.email)
    assert.isEmpty(others)
    assert.equal(mail.subject, 'Your list is ready')
    assert.include(mail.text!, '/management/users')
  })

  test('the file has the rows of the search and the filters, in the chosen order', async ({
    assert,
    client,
  }) => {
    const user = await exporter()
    await UserFactory.merge({ email: 'b@navy.example' }).create()
    await UserFactory.merge({ email: 'a@navy.example' }).create()
    await UserFactory.merge({ email: 'c@navy.example' }).apply('disabled').create()
    const choice = { search: 'navy', state: 'active', sort: 'email' }
    const response = await ask(client, user, choice)
    response.assertHeader('location', `/management/users?${new URLSearchParams(choice)}`)
    await queue.drain()

    const rows = await rowsOf(client, user)
    assert.deepEqual(
      rows.map(({ email }) => email),
      ['a@navy.example', 'b@navy.example']
    )
  })

  test('a choice without rows has a file with the names of the columns', async ({
    assert,
    client,
  }) => {
    const user = await exporter()
    await ask(client, user, { search: 'nobody-has-this' })
    await queue.drain()
    const response = await download(client, user)
    const ready = await DataExport.findReady(user, 'users')
    assert.equal(
      await drive.use().get(ready!.key),
      '\uFEFFid,name,email,state,second_factor,job_title,groups,created_at\n'
    )
    assert.match(response.header('content-disposition')!, /filename="users-\d{4}-\d\d-\d\d\.csv"/)
    assert.equal(response.header('cache-control'), 'no-store')
  })

  test('more rows than are read at once are all in the file, each once', async ({
    assert,
    client,
  }) => {
    const user = await exporter()
    await database.rawQuery(
      `INSERT INTO users (name, email, email_confirmed_at, created_at)
       SELECT 'Ada', 'many' || n || '@navy.example', now(), date_trunc('day', now())
       FROM generate_series(1, 2500) AS n`
    )
    await ask(client, user, { search: 'navy' })
    await queue.drain()
    const rows = await rowsOf(client, user)
    assert.lengthOf(rows, 2500)
    assert.equal(new Set(rows.map(({ id }) => id)).size, 2500)
  })

  test('an invalid filter exports nothing, and the page shows its error', async ({
    client,
    db,
  }) => {
    const response = await ask(client, await exporter(), { state: 'asleep' })
    response.assertHeader('location', '/management/users?state=asleep')
    await db.assertEmpty('data_exports')
  })

  test('a second request is refused while an export is running', async ({ client, db }) => {
    const user = await exporter()
    await ask(client, user)
    const response = await ask(client, user)
    response.assertFlashMessage(
      'error',
      'Your export is still being prepared. You can request a new one when it is ready.'
    )
    await db.assertHas('data_exports', { user_id: user.id, content: 'users' }, 1)
  })

  test('the export of the own data is another one', async ({ assert, client }) => {
    const user = await exporter()
    await DataExport.request(user, { ipAddress: null, userAgent: null })
    await ask(client, user)
    await queue.drain()
    assert.isNotNull(await DataExport.findReady(user))
    assert.isNotNull(await DataExport.findReady(user, 'users'))
  })

  test('somebody who lost the permission gets neither a new file nor the old one', async ({
    assert,
    client,
    db,
  }) => {
    const staff = await GroupFactory.merge({ permissions: ['users.view', 'users.export'] }).create()
    const user = await memberOf(staff)
    await ask(client, user)
    await removeFrom(staff, user)
    await queue.drain()
    const failed = await DataExport.latestOf(user, 'users')
    assert.equal(failed!.state, 'failed')
    await db.assertHas('job_runs', { name: 'send_data_export_mail' }, 0)

    await failed!.merge({ failedAt: null, readyAt: failed!.createdAt }).save()
    const response = await client.visit('management.user_exports.show').loginAs(user).redirects(0)
    response.assertStatus(403)
  })

  test('a file that is not there leads back to the list', async ({ client }) => {
    const response = await client
      .visit('management.user_exports.show')
      .loginAs(await exporter())
      .redirects(0)
    response.assertHeader('location', '/management/users')
    response.assertFlashMessage('error', 'This export has expired. Request a new one.')
  })

  test('the page shows the export to those who may have one', async ({ assert, client }) => {
    const user = await administrator()
    await ask(client, user)
    const visit = (reader: User) =>
      client.visit('management.users.index').loginAs(reader).withInertia()
    const shown = await visit(user)
    assert.equal(shown.inertiaProps.listExport!.state, 'running')
    const other = await visit(await staffWith('users.view'))
    assert.isNull(other.inertiaProps.listExport)
    assert.isFalse(other.inertiaProps.can.export)
  })
})

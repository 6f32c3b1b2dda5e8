import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import EraseAccount from '#jobs/erase_account'
import EraseAccounts from '#jobs/erase_accounts'
import SendNewDeviceMail from '#jobs/send_new_device_mail'
import personalData from '#config/personal_data'
import AccountDeletion from '#models/account_deletion'
import AccountOpening from '#models/account_opening'
import DataExport from '#models/data_export'
import LogInNotice from '#models/log_in_notice'
import PasswordReset from '#models/password_reset'
import User from '#models/user'
import queue from '#queue/main'
import { addAuthenticator } from '#tests/support/second_factor'
import { throttleAccount } from '#start/limiter'
import { throttleEmailChange } from '#start/mail_limiter'

const NAME = 'Wilhelmina Featherstonehaugh'
const HOUR_AGO = () => new Date(Date.now() - 3_600_000)
const origin = { ipAddress: '192.0.2.77', userAgent: 'Featherstone/1.0' }

/** Rows of any table whose text has one of these words. */
async function traces(words: string[]) {
  const { rows } = await db.rawQuery(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('information_schema', 'pg_catalog') AND table_type = 'BASE TABLE'`
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: hits } = await db.rawQuery(
      `SELECT lower(one::text) AS text FROM ${name} AS one WHERE lower(one::text) LIKE ANY(?)`,
      [words.map((word) => `%${word.toLowerCase()}%`)]
    )
    found.push(...hits.map(({ text }: { text: string }) => `${name}: ${text}`))
  }
  return found
}

/** Leaves something of the account in each table. */
async function fill(client: ApiClient, user: User) {
  await addAuthenticator(user)
  await user.recordEvent('signed_in', origin)
  await PasswordReset.issue(user, crypto.randomUUID())
  await LogInNotice.issue(user, crypto.randomUUID())
  await throttleAccount('session', user.email)
  await throttleEmailChange(user.id, user.email)
  await RegistrationFactory.merge({ email: user.email, name: NAME }).create()
  await EmailChangeFactory.merge({ userId: user.id, email: user.email }).apply('confirmed').create()
  const job = { job_id: crypto.randomUUID(), email: user.email, sent_at: new Date() }
  await db.table('registration_mails').insert(job)
  const data = JSON.stringify({ flash: { email: user.email } })
  await db.table('sessions').multiInsert([
    { id: 'guest', data, expires_at: 'infinity' },
    { id: 'own', user_id: user.id, data, expires_at: 'infinity' },
  ])
  await DataExport.request(user, origin)
  const logIn = { userId: user.id, ...origin, loggedInAt: new Date().toISOString() }
  await SendNewDeviceMail.dispatch(logIn)
  await client.visit('sessions.store').form({ email: user.email, password: 'x' }).withCsrfToken()
  await queue.drain()
}

async function endGrace(user: User) {
  await AccountDeletion.request(user, 'deletion_requested', origin)
  await queue.drain()
  await db.from('users').where('id', user.id).update({ deletes_at: HOUR_AGO() })
}

async function erase() {
  await EraseAccounts.dispatch({})
  const { failed } = await queue.drain()
  return failed
}

test.group('Account deletions | erase', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('after the erasure no table has the address, the name or the device, and no file is left', async ({
    assert,
    client,
    db: rows,
  }) => {
    const email = `wilhelmina.${crypto.randomUUID()}@example.com`
    const user = await UserFactory.merge({ email, name: NAME }).create()
    await drive.use().put('avatars/abc/64.webp', 'picture')
    await user.merge({ avatar: crypto.randomUUID() }).save()
    await drive.use().put(`avatars/${user.avatar}/64.webp`, 'picture')
    await fill(client, user)
    await endGrace(user)
    const keyOfLimits = createHash('sha256').update(email).digest('base64url')
    const words = [email, NAME, origin.ipAddress, origin.userAgent, keyOfLimits]
    const before = await traces(words)
    assert.isAbove(before.length, 8)

    assert.isEmpty(await erase())
    assert.deepEqual(await traces(words), [])
    const { objects } = await drive.use().listAll('', { recursive: true })
    const keys = [...objects].flatMap((file) => ('key' in file ? [file.key] : []))
    assert.deepEqual(keys, ['avatars/abc/64.webp'])
    const event = { user_id: null, kind: 'account_erased', ip_address: null, user_agent: null }
    await rows.assertHas('account_events', event, 1)
  })

  test('each table that has personal data loses the rows of the account', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await fill(client, user)
    await endGrace(user)
    await erase()

    const values = { id: user.id, addresses: [user.email], limits: [`%:${user.id}`] }
    for (const [table, rule] of Object.entries(personalData)) {
      if (typeof rule === 'string' || rule.keeps || table === 'job_runs') continue
      const { rows } = await db.rawQuery(`SELECT FROM ${table} WHERE ${rule.rows}`, values)
      assert.lengthOf(rows, 0, table)
    }
  })

  test('other accounts keep everything', async ({ assert, client, db: rows }) => {
    const [user, other] = await UserFactory.createMany(2)
    await fill(client, user)
    await db.from('sessions').delete()
    await fill(client, other)
    await endGrace(user)
    await erase()

    assert.isNotNull(await User.find(other.id))
    for (const table of ['account_events', 'authenticators', 'recovery_codes', 'data_exports']) {
      await rows.assertHas(table, { user_id: other.id })
    }
    for (const table of ['registrations', 'registration_mails']) {
      await rows.assertHas(table, { email: other.email })
    }
    assert.isTrue(await drive.use().exists((await DataExport.findReady(other))!.key))
  })

  test('a former address that another account has by now stays with that account', async ({
    db: rows,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    const moved = { userId: user.id, formerEmail: other.email, email: user.email }
    await EmailChangeFactory.merge(moved).apply('confirmed').create()
    await RegistrationFactory.merge({ email: other.email }).create()
    await endGrace(user)
    await erase()

    await rows.assertHas('registrations', { email: other.email }, 1)
  })

  test('an account that is kept, or whose days are not over, stays', async ({ assert }) => {
    const [kept, waiting] = await UserFactory.createMany(2)
    await endGrace(kept)
    await AccountDeletion.keep(kept, origin)
    await AccountDeletion.request(waiting, 'deletion_requested', origin)
    await EraseAccount.dispatchMany([kept, waiting].map(({ id }) => ({ userId: id })))
    await erase()

    assert.lengthOf(await User.findMany([kept.id, waiting.id]), 2)
  })

  test('a second run erases nothing more', async ({ assert, db: rows }) => {
    const user = await UserFactory.create()
    await endGrace(user)
    await erase()
    await EraseAccount.dispatch({ userId: user.id })
    assert.isEmpty(await erase())
    await rows.assertHas('account_events', { kind: 'account_erased' }, 1)
  })

  test('the address can be registered again', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await endGrace(user)
    await erase()
    const { email } = user
    const details = { name: 'Ada', email, password: 'nine-kestrels-over-lisbon' }
    await client.visit('registrations.store').form(details).withCsrfToken().redirects(0)

    const { default: Registration } = await import('#models/registration')
    const { id } = await Registration.findByOrFail('email', email)
    const account = await AccountOpening.confirm(id, origin)
    assert.notEqual(account!.id, user.id)
  })
})

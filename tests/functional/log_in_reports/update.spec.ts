import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { UserFactory } from '#database/factories/user_factory'
import SendNewDeviceMail from '#jobs/send_new_device_mail'
import AccountEmail from '#models/account_email'
import LogInNotice from '#models/log_in_notice'
import SocialIdentity from '#models/social_identity'
import { RegistrationFactory } from '#database/factories/registration_factory'
import queue from '#queue/main'
import { confirmationLink, sessionOfStarter } from '#tests/support/confirmation_link'
import { mailsTo } from '#tests/support/mails'
import type User from '#models/user'

const password = 'secret-password'
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'
const origin = { ipAddress: '192.0.2.7', userAgent: FIREFOX }

async function linkOf(user: User) {
  const { token } = await LogInNotice.issue(user, crypto.randomUUID())
  return token
}

function connect(user: User, subject: string) {
  const identity = {
    provider: 'gitlab' as const,
    issuer: 'https://gitlab.com',
    subject,
    email: null,
  }
  return db.transaction((trx) => SocialIdentity.insert(user.useTransaction(trx), identity))
}

test.group('Log-ins with a new device', () => {
  test('the owner gets a mail with the device, the address and a link', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await client
      .visit('sessions.store')
      .header('user-agent', FIREFOX)
      .form({ email: user.email, password })
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    const [mail, ...others] = await mailsTo(user.email)
    assert.isEmpty(others)
    assert.equal(mail.subject, 'New log-in to your account')
    assert.match(mail.text!, /Firefox on Windows, network address (127\.0\.0\.1|::1)/)
    const [, token] = mail.text!.match(/\/log-in-reports\/([\da-f]{32})/)!
    const notice = await LogInNotice.findPending(token)
    assert.equal(notice?.userId, user.id)
  })

  test('a browser that has logged in before sends no mail', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const known = { id: user.id, device: 'd', generation: user.sessionGeneration ?? null }
    await client
      .visit('sessions.store')
      .withEncryptedCookie('easystart-device', [known])
      .form({ email: user.email, password })
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    assert.isEmpty(await mailsTo(user.email))
  })

  test('a refused log-in sends no mail', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await client
      .visit('sessions.store')
      .form({ email: user.email, password: 'wrong-password' })
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    assert.isEmpty(await mailsTo(user.email))
  })

  test('the first log-in after a sign-up sends no mail', async ({ client, db: rows }) => {
    using fake = queue.fake()
    const registration = await RegistrationFactory.create()
    await client
      .post(confirmationLink(registration))
      .withSession(sessionOfStarter(registration))
      .withCsrfToken()
      .redirects(0)

    await rows.assertHas('account_events', { kind: 'signed_in' })
    fake.assertNotDispatched(SendNewDeviceMail)
  })
})

test.group('Log-in reports', () => {
  test('the link opens a page any number of times and changes nothing', async ({ client }) => {
    const user = await UserFactory.create()
    const token = await linkOf(user)
    for (let times = 0; times < 2; times++) {
      const response = await client.visit('log_in_reports.edit', { token }).withInertia()
      response.assertInertiaComponent('auth/log_in_reports/edit')
      response.assertInertiaPropsContains({ token, email: user.email })
      response.assertHeader('cache-control', 'no-store')
    }
  })

  test('a report ends sessions, password and waiting changes, and sends a link', async ({
    assert,
    client,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    await EmailChangeFactory.merge({ userId: user.id }).create()
    const token = await linkOf(user)
    const response = await client
      .visit('log_in_reports.update', { token })
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    response.assertHeader('location', '/login')
    const before = user.sessionGeneration
    await user.refresh()
    assert.notEqual(user.sessionGeneration, before)
    assert.isFalse(await hash.verify(user.password!, password))
    await rows.assertMissing('email_changes', { user_id: user.id })
    await rows.assertHas('account_events', { user_id: user.id, kind: 'log_in_reported' })
    const [mail, ...others] = await mailsTo(user.email)
    assert.isEmpty(others)
    assert.equal(mail.subject, 'Choose a new password')
  })

  test('a report disconnects the accounts at providers, also those connected since the log-in', async ({
    client,
    db: rows,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    await connect(user, 'before')
    const token = await linkOf(user)
    await connect(user, 'since')
    await connect(other, 'of-another')
    await client.visit('log_in_reports.update', { token }).withCsrfToken().redirects(0)

    await rows.assertMissing('social_identities', { user_id: user.id })
    await rows.assertHas('social_identities', { user_id: other.id }, 1)
  })

  test('one link works once, and the first one uses up the others', async ({ assert }) => {
    const user = await UserFactory.create()
    const [first, second] = [await linkOf(user), await linkOf(user)]
    assert.isNotNull(await LogInNotice.report(first, origin))
    assert.isNull(await LogInNotice.report(first, origin))
    assert.isNull(await LogInNotice.report(second, origin))
  })

  test('an expired or unknown link is refused', async ({ client }) => {
    const expired = await linkOf(await UserFactory.create())
    await db.from('log_in_notices').update({ expires_at: new Date(Date.now() - 3_600_000) })
    for (const token of [expired, 'nonsense']) {
      const page = await client.visit('log_in_reports.edit', { token })
      page.assertStatus(403)
      const answer = await client.visit('log_in_reports.update', { token }).withCsrfToken()
      answer.assertStatus(403)
    }
  })

  test('a link does not outlive a change of the address', async ({ assert }) => {
    const user = await UserFactory.create()
    const token = await linkOf(user)
    await db.transaction((trx) =>
      AccountEmail.move(user.useTransaction(trx), `new.${crypto.randomUUID()}@example.com`)
    )
    assert.isNull(await LogInNotice.findPending(token))
  })
})

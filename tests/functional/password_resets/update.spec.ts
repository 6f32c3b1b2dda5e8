import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordChangedMail from '#jobs/send_password_changed_mail'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'
import { addAuthenticator } from '#tests/support/second_factor'

const PASSWORD = 'a-brand-new-password'

async function linkOf(user: User) {
  const link = await PasswordReset.issue(user, crypto.randomUUID())
  return link!.token
}

test.group('Password resets | update', () => {
  test('a link sets the password without a log-in', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    const token = await linkOf(user)
    const response = await client
      .visit('password_resets.update', { token })
      .form({ password: PASSWORD })
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login')
    response.assertFlashMessage('success', 'Your new password is saved. Log in with it.')
    response.assertSessionMissing('auth_web')
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, PASSWORD))
    await db.assertHas('account_events', { user_id: user.id, kind: 'password_reset' })
  })

  test('a second factor is still asked for after a reset (ASVS 6.4.3)', async ({ client, db }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const token = await linkOf(user)
    await client
      .visit('password_resets.update', { token })
      .form({ password: PASSWORD })
      .withCsrfToken()
      .redirects(0)
    const response = await client
      .visit('sessions.store')
      .form({ email: user.email, password: PASSWORD })
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login/second-factor')
    response.assertSessionMissing('auth_web')
    await db.assertMissing('account_events', { user_id: user.id, kind: 'signed_in' })
  })

  test('the owner is notified by mail', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const token = await linkOf(user)
    await client
      .visit('password_resets.update', { token })
      .form({ password: PASSWORD })
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    const [{ subject, text }] = await mailsTo(user.email)
    assert.equal(subject, 'Your password was changed')
    assert.include(text!, '/forgot-password')
  })

  test('all sessions and remembered log-ins of the account end, those of others stay (ASVS 7.4.3)', async ({
    client,
    db,
  }) => {
    const [user, other] = [await UserFactory.create(), await UserFactory.create()]
    for (const { id } of [user, other]) {
      await database.table('sessions').insert({
        id: `session-${id}`,
        user_id: id,
        data: '{}',
        expires_at: new Date(Date.now() + 60_000),
      })
      await database.table('remember_me_tokens').insert({
        tokenable_id: id,
        hash: `token-${id}`,
        created_at: new Date(),
        updated_at: new Date(),
        expires_at: new Date(Date.now() + 60_000),
      })
    }
    const token = await linkOf(user)
    await client
      .visit('password_resets.update', { token })
      .form({ password: PASSWORD })
      .withCsrfToken()
      .redirects(0)

    await db.assertMissing('sessions', { user_id: user.id })
    await db.assertMissing('remember_me_tokens', { tokenable_id: user.id })
    await db.assertHas('sessions', { user_id: other.id })
    await db.assertHas('remember_me_tokens', { tokenable_id: other.id })
  })

  test('a link works once, and ends the other links of the account', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const [used, other] = [await linkOf(user), await linkOf(user)]
    const save = (token: string, password: string) =>
      client
        .visit('password_resets.update', { token })
        .form({ password })
        .withCsrfToken()
        .redirects(0)
    await save(used, PASSWORD)
    for (const token of [used, other]) {
      const response = await save(token, 'another-password')
      response.assertHeader('location', '/forgot-password')
      response.assertFlashMessage('linkIsDead', true)
    }

    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, PASSWORD))
  })

  test('an invalid password does not use up the link', async ({ assert, client }) => {
    using fake = queue.fake()
    const token = await linkOf(await UserFactory.create())
    for (const password of ['', 'short', 'x'.repeat(129)]) {
      const response = await client
        .visit('password_resets.update', { token })
        .form({ password })
        .withCsrfToken()
        .redirects(0)
      assert.property(response.flashMessage('inputErrorsBag'), 'password')
    }

    assert.isNotNull(await PasswordReset.findPending(token))
    fake.assertNotDispatched(SendPasswordChangedMail)
  })

  test('a browser that is logged in to another account is logged out', async ({ client }) => {
    const token = await linkOf(await UserFactory.create())
    const response = await client
      .visit('password_resets.update', { token })
      .form({ password: PASSWORD })
      .loginAs(await UserFactory.create())
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login')
    response.assertSessionMissing('auth_web')
  })

  test('failed attempts of strangers do not delay the log-in after a reset', async ({ client }) => {
    const user = await UserFactory.create()
    const logIn = (password: string) =>
      client
        .visit('sessions.store')
        .form({ email: user.email, password })
        .withCsrfToken()
        .redirects(0)
    for (let times = 0; times < 5; times++) await logIn('wrong-password')
    await client
      .visit('password_resets.update', { token: await linkOf(user) })
      .form({ password: PASSWORD })
      .withCsrfToken()
      .redirects(0)

    const response = await logIn(PASSWORD)
    response.assertHeader('location', '/dashboard')
  })
})

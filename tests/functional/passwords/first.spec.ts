import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { UserFactory } from '#database/factories/user_factory'
import EmailChange from '#models/email_change'
import LogInNotice from '#models/log_in_notice'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import UserAdministration from '#services/user_administration'

const password = 'kestrels over lisbon'
const NOWHERE = { ipAddress: null, userAgent: null }

async function withoutPassword() {
  const user = await UserFactory.create()
  await db.from('users').where('id', user.id).update({ password: null })
  return user.refresh()
}

/** Makes the link, and returns the act that uses it. */
const LINKS_AGAINST_A_THIEF = {
  'the report of a log-in': async (user: User) => {
    const { token } = await LogInNotice.issue(user, crypto.randomUUID())
    return () => LogInNotice.report(token, NOWHERE)
  },
  'the undoing of a new address': async (user: User) => {
    const change = await EmailChangeFactory.merge({ userId: user.id }).apply('confirmed').create()
    const token = await change.issueUndoLink()
    return () => EmailChange.undo(token, NOWHERE)
  },
}

function save(client: ApiClient, user: User, session = {}) {
  return client
    .put('/settings/password')
    .form({ password })
    .withSession(session)
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
}

test.group('Passwords | first', () => {
  test('a member without a password sets one, after showing who they are', async ({
    assert,
    client,
    db: rows,
  }) => {
    const user = await withoutPassword()
    const asked = await save(client, user)
    asked.assertHeader('location', '/confirm-identity')
    const page = await client.get('/settings/password').loginAs(user).redirects(0)
    page.assertHeader('location', '/confirm-identity')

    const response = await save(client, user, { identity_confirmed_at: Date.now() })
    response.assertHeader('location', '/settings/password')
    await user.refresh()
    assert.isTrue(await user.verifyPassword(password))
    await rows.assertHas('account_events', { user_id: user.id, kind: 'password_added' })
  })

  test('a member with a password cannot set one without it', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const response = await save(client, user, { identity_confirmed_at: Date.now() })
    assert.property(response.flashMessage('inputErrorsBag'), 'currentPassword')
    await user.refresh()
    assert.isTrue(await user.verifyPassword('secret-password'))
  })

  test('nobody logs in with a password to an account that has none', async ({ client }) => {
    const { email } = await withoutPassword()
    for (const tried of ['null', 'secret-password', ' ']) {
      const response = await client
        .visit('sessions.store')
        .form({ email, password: tried })
        .withCsrfToken()
        .redirects(0)
      response.assertHeader('location', '/')
      response.assertSessionMissing('auth_web')
    }
  })

  test('a link and an administrator can set the first password', async ({ assert }) => {
    const user = await withoutPassword()
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    await PasswordReset.complete(token, password, NOWHERE)
    await user.refresh()
    assert.isTrue(await user.verifyPassword(password))

    const other = await withoutPassword()
    await UserAdministration.setPassword(other, password)
    await other.refresh()
    assert.isTrue(await other.verifyPassword(password))
  })

  for (const [title, makeLink] of Object.entries(LINKS_AGAINST_A_THIEF)) {
    test(`${title} ends the mailed links of an account without a password too`, async ({
      assert,
    }) => {
      const user = await withoutPassword()
      const use = await makeLink(user)
      const change = await EmailChangeFactory.merge({ userId: user.id }).create()
      const [confirmation, reset] = [
        await change.issueLink(),
        await PasswordReset.issue(user, crypto.randomUUID()),
      ]
      assert.isNotNull(await use())

      assert.isNull(await EmailChange.findPending(confirmation))
      assert.isNull(await PasswordReset.findPending(reset!.token))
    })
  }

  test('a log-in that was not the owner’s ends the password and the connected accounts', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const identity = { user_id: user.id, provider: 'gitlab', subject: '1', created_at: new Date() }
    await db.table('social_identities').insert({ ...identity, issuer: 'https://gitlab.com' })
    const generation = user.sessionGeneration
    await db.transaction((trx) => user.useTransaction(trx).disablePassword())
    await user.refresh()
    assert.isNull(user.password)
    assert.notEqual(user.sessionGeneration, generation)
    assert.lengthOf(await db.from('social_identities'), 0)
  })
})

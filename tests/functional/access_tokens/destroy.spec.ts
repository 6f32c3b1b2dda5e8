import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import database from '@adonisjs/lucid/services/db'
import EmailChange from '#models/email_change'
import LogInNotice from '#models/log_in_notice'
import PasswordReset from '#models/password_reset'
import AccessToken from '#models/access_token'
import User from '#models/user'
import UserAdministration from '#services/user_administration'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { accessTokenOf } from '#tests/support/access_token'
import { statementsOf } from '#tests/support/statements'

const origin = { ipAddress: null, userAgent: null }
const NEW = 'a-brand-new-password'

test.group('Access tokens | destroy', () => {
  test('a member revokes a token, without a password', async ({ client, db }) => {
    const user = await UserFactory.create()
    const [revoked, kept] = [await accessTokenOf(user), await accessTokenOf(user)]
    const { id } = await AccessToken.query().orderBy('id').firstOrFail()
    const response = await client
      .delete(`/settings/access-tokens/${id}`)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/settings/access-tokens')
    await db.assertHas('account_events', { user_id: user.id, kind: 'access_token_revoked' }, 1)
    const refused = await client.get('/api/v1/me').bearerToken(revoked)
    refused.assertStatus(401)
    const allowed = await client.get('/api/v1/me').bearerToken(kept)
    allowed.assertStatus(200)
  })

  test('a stranger cannot revoke a token', async ({ client, db }) => {
    const [owner, stranger] = await UserFactory.createMany(2)
    await accessTokenOf(owner)
    const { id } = await AccessToken.firstOrFail()
    await client
      .delete(`/settings/access-tokens/${id}`)
      .loginAs(stranger)
      .withCsrfToken()
      .redirects(0)

    await db.assertHas('access_tokens', { id }, 1)
    await db.assertMissing('account_events', { kind: 'access_token_revoked' })
  })

  test('the page lists only tokens of the member, with at most 6 queries', async ({
    assert,
    client,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    await accessTokenOf(user)
    await accessTokenOf(other)
    const { answer, statements } = await statementsOf(async () =>
      client.visit('access_tokens.index').loginAs(user).withInertia()
    )
    assert.lengthOf(answer.inertiaProps.tokens as unknown[], 1)
    assert.isAtMost(statements.length, 6)
  })
})

test.group('Access tokens | index', () => {
  test('the page says which tokens have expired', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await accessTokenOf(user, undefined, '1 day')
    const past = new Date(Date.now() - 3_600_000)
    await database.from('access_tokens').update({ expires_at: past })
    await accessTokenOf(user, undefined, '1 day')
    await accessTokenOf(user)
    const { inertiaProps } = await client.visit('access_tokens.index').loginAs(user).withInertia()

    const tokens = inertiaProps.tokens as { isExpired: boolean }[]
    assert.deepEqual(
      tokens.map(({ isExpired }) => isExpired),
      [false, false, true]
    )
  })
})

test.group('Access tokens | other acts of the account', () => {
  test('a new password keeps the tokens, and so does a log-out everywhere', async ({ client }) => {
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)
    await database.transaction(async (trx) => {
      const locked = await User.lock(user.id, trx)
      await locked.changePassword(NEW, 'password_changed', origin)
      await locked.logOutEverywhere('all_sessions_ended', origin)
    })

    const response = await client.get('/api/v1/me').bearerToken(token)
    response.assertStatus(200)
  })

  for (const [act, run] of [
    ['a reset of the password', reset],
    ['the report of a log-in', report],
    ['the undoing of a new e-mail address', undo],
    ['a password by an administrator', (user: User) => UserAdministration.setPassword(user, NEW)],
  ] as const) {
    test(`${act} revokes all tokens`, async ({ client, db }) => {
      const [user, other] = await UserFactory.createMany(2)
      const [token, kept] = [await accessTokenOf(user), await accessTokenOf(other)]
      await run(user)

      const response = await client.get('/api/v1/me').bearerToken(token)
      response.assertStatus(401)
      await db.assertHas('account_events', { user_id: user.id, kind: 'access_tokens_revoked' }, 1)
      const others = await client.get('/api/v1/me').bearerToken(kept)
      others.assertStatus(200)
    })
  }

  test('the tokens of a disabled account work again when it is enabled', async ({ client }) => {
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)

    await UserAdministration.disable(user)
    const refused = await client.get('/api/v1/me').bearerToken(token)
    refused.assertStatus(401)
    await UserAdministration.enable(user)
    const allowed = await client.get('/api/v1/me').bearerToken(token)
    allowed.assertStatus(200)
  })
})

async function reset(user: User) {
  const link = await PasswordReset.issue(user, crypto.randomUUID())
  await PasswordReset.complete(link!.token, NEW, origin)
}

async function report(user: User) {
  const { token } = await LogInNotice.issue(user, crypto.randomUUID())
  await LogInNotice.report(token, origin)
}

async function undo(user: User) {
  const change = await EmailChangeFactory.apply('confirmed').merge({ userId: user.id }).create()
  await EmailChange.undo(await change.issueUndoLink(), origin)
}

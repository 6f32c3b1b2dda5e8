import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import encryption from '@adonisjs/core/services/encryption'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import SendSecondFactorMail from '#jobs/send_second_factor_mail'
import Authenticator from '#models/authenticator'
import type User from '#models/user'
import queue from '#queue/main'
import { NOWHERE } from '#tests/support/event_flows/stage'
import { addAuthenticator, codeOf, wrongCodeOf } from '#tests/support/second_factor'

const confirmed = () => ({ identity_confirmed_at: Date.now() })

async function visitPage(
  client: ApiClient,
  user: User,
  session: Record<string, any> = confirmed()
) {
  const response = await client
    .visit('authenticators.create')
    .withSession(session)
    .loginAs(user)
    .withInertia()
  response.assertInertiaComponent('settings/authenticators/create')
  const { secret, uri, qrCode } = response.inertiaProps as Record<string, string>
  return { key: secret.replaceAll(' ', ''), uri, qrCode, session: response.session() }
}

function send(client: ApiClient, user: User, session: Record<string, any>, code: string) {
  return client
    .visit('authenticators.store')
    .form({ code })
    .withSession(session)
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
}

test.group('Authenticators | store', () => {
  test('a right code adds the app, makes ten recovery codes, records and mails it', async ({
    assert,
    client,
    db,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const { key, session } = await visitPage(client, user)
    const response = await send(client, user, session, codeOf(key))

    response.assertHeader('location', '/settings/recovery-codes')
    await user.refresh()
    assert.isTrue(user.hasSecondFactor)
    await db.assertHas('authenticators', { user_id: user.id }, 1)
    await db.assertHas('recovery_codes', { user_id: user.id }, 10)
    for (const kind of ['second_factor_enabled', 'recovery_codes_made']) {
      await db.assertHas('account_events', { user_id: user.id, kind }, 1)
    }
    fake.assertDispatched(SendSecondFactorMail, ({ userId, change }) => {
      return userId === user.id && change === 'authenticator_added'
    })
  })

  test('the page has the key as text, as a link and as a picture', async ({ assert, client }) => {
    const user = await UserFactory.merge({ email: 'ada+a&b@example.com' }).create()
    const { key, uri, qrCode } = await visitPage(client, user)

    assert.match(key, /^[A-Z2-7]{32}$/)
    const { searchParams, pathname } = new URL(uri)
    assert.equal(searchParams.get('secret'), key)
    assert.equal(searchParams.get('issuer'), 'Easystart')
    assert.include(decodeURIComponent(pathname), user.email)
    assert.match(decodeURIComponent(qrCode), /^data:image\/svg\+xml,<svg .*<\/svg>$/s)
  })

  test('the key stays the same until a code is right', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    const { key, session } = await visitPage(client, user)
    for (const code of ['', '12345', wrongCodeOf(key)]) {
      const response = await send(client, user, session, code)
      assert.property(response.flashMessage('inputErrorsBag'), 'code')
    }
    await db.assertEmpty('authenticators')

    const again = await visitPage(client, user, session)
    assert.equal(again.key, key)
    const answer = await send(client, user, again.session, codeOf(key))
    answer.assertSessionMissing('authenticator_key')
    const next = await visitPage(client, user, answer.session())
    assert.notEqual(next.key, key)
  })

  test('a code may be typed with spaces and in Arabic digits', async ({ client, db }) => {
    const user = await UserFactory.create()
    const { key, session } = await visitPage(client, user)
    const arabic = codeOf(key).replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)])
    await send(client, user, session, ` ${arabic.slice(0, 3)} ${arabic.slice(3)} `)

    await db.assertHas('authenticators', { user_id: user.id }, 1)
  })

  test('the table and the session have only an encrypted key, bound to the account', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const { key, session } = await visitPage(client, user)
    assert.notInclude(JSON.stringify(session), key)
    await send(client, user, session, codeOf(key))

    const row = await database.from('authenticators').where('user_id', user.id).firstOrFail()
    assert.notInclude(row.key, key)
    assert.equal(encryption.decrypt(row.key, `authenticator-${user.id}`), key)
    assert.isNull(encryption.decrypt(row.key, `authenticator-${user.id + 1}`))
  })

  test('another app takes the place of the first and keeps the recovery codes', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const first = await addAuthenticator(user)
    const { key, session } = await visitPage(client, user)
    const response = await send(client, user, session, codeOf(key))

    response.assertHeader('location', '/settings/second-factor')
    await db.assertHas('recovery_codes', { user_id: user.id }, 10)
    assert.isFalse(await Authenticator.spend(user, codeOf(first.key), NOWHERE))
  })

  test('the sixth wrong code within a minute is refused', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const { key, session } = await visitPage(client, user)
    const statuses = []
    for (let tries = 0; tries < 6; tries++) {
      const response = await send(client, user, session, wrongCodeOf(key))
      statuses.push(response.status())
    }
    assert.deepEqual(statuses, [302, 302, 302, 302, 302, 429])
  })

  test('a new app needs a recent proof of identity', async ({ client, db }) => {
    const user = await UserFactory.create()
    for (const route of ['authenticators.create', 'authenticators.store'] as const) {
      const response = await client.visit(route).loginAs(user).withCsrfToken().redirects(0)
      response.assertHeader('location', '/confirm-identity')
    }
    await db.assertEmpty('authenticators')
  })
})

test.group('Authenticators | destroy', () => {
  test('the removal of the last factor deletes the recovery codes, and the owner gets a mail', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    using fake = queue.fake()
    const remove = () =>
      client
        .visit('authenticators.destroy')
        .withSession(confirmed())
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
    const response = await remove()

    response.assertHeader('location', '/settings/second-factor')
    await user.refresh()
    assert.isFalse(user.hasSecondFactor)
    await db.assertEmpty('authenticators')
    await db.assertEmpty('recovery_codes')
    fake.assertDispatched(SendSecondFactorMail, ({ userId, change }) => {
      return userId === user.id && change === 'authenticator_removed'
    })

    await remove()
    await db.assertHas('account_events', { user_id: user.id, kind: 'second_factor_disabled' }, 1)
  })

  test('a removal needs a recent proof of identity', async ({ client, db }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const response = await client
      .visit('authenticators.destroy')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/confirm-identity')
    await db.assertHas('authenticators', { user_id: user.id }, 1)
  })
})

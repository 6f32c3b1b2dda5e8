import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { LOCALES } from '#config/i18n'
import Passkey from '#models/passkey'
import PasswordReset from '#models/password_reset'
import SocialIdentity from '#models/social_identity'
import type User from '#models/user'
import queue from '#queue/main'
import UserAdministration from '#services/user_administration'
import { accessTokenOf } from '#tests/support/access_token'
import { mailsTo } from '#tests/support/mails'
import { withRawCookie } from '#tests/support/raw_cookie'
import { addAuthenticator } from '#tests/support/second_factor'
import { NEW_PASSWORD, NOWHERE } from '#tests/support/event_flows/stage'

const TABLES = ['authenticators', 'recovery_codes', 'passkeys', 'social_identities']

async function addPasskey(user: User) {
  const credential = { id: crypto.randomUUID(), publicKey: new Uint8Array(1), counter: 0 }
  await Passkey.add(user, { name: 'Laptop', credential, isSynced: false }, NOWHERE)
}

function connect(user: User, email: string | null) {
  const ids = { issuer: 'https://github.com', subject: crypto.randomUUID() }
  return SocialIdentity.create({ userId: user.id, provider: 'github', ...ids, email })
}

/** Each way in, with its lines after a reset. A first factor comes with recovery codes. */
const WAYS: Record<string, [add: (user: User) => Promise<unknown>, lines: string[]]> = {
  'a provider': [
    (user) => connect(user, 'ada@github.example'),
    ['GitHub: ada@github.example, since May 3, 2024'],
  ],
  'a provider without an address': [(user) => connect(user, null), ['GitHub, since May 3, 2024']],
  'a passkey': [
    addPasskey,
    ['Passkey: Laptop, since May 3, 2024', 'Recovery codes, since May 3, 2024'],
  ],
  'an authenticator app': [
    addAuthenticator,
    ['Authenticator app, since May 3, 2024', 'Recovery codes, since May 3, 2024'],
  ],
}

async function makeOld({ id }: User) {
  const created = { created_at: new Date('2024-05-03T12:00:00Z') }
  for (const table of TABLES) await database.from(table).where('user_id', id).update(created)
  await database.from('access_tokens').where('tokenable_id', id).update(created)
}

/** @returns the lines on the page after the reset, and the mail */
async function reset(client: ApiClient, user: User) {
  const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
  const saved = await client
    .visit('password_resets.update', { token })
    .form({ password: NEW_PASSWORD })
    .withCsrfToken()
    .redirects(0)
  const page = await client
    .get(saved.header('location')!)
    .withSession({ __flash__: saved.flashMessages() })
    .withInertia()
  await queue.drain()
  const [{ text }] = await mailsTo(user.email)
  return { lines: (page.inertiaProps as { waysIn: string[] }).waysIn, text: text! }
}

test.group('Password resets | ways in', () => {
  for (const [way, [add, lines]] of Object.entries(WAYS)) {
    test(`the page and the mail after a reset list ${way}`, async ({ assert, client }) => {
      const user = await UserFactory.merge({ locale: 'en', timeZone: 'UTC' }).create()
      await add(user)
      await makeOld(user)
      const { lines: listed, text } = await reset(client, user)

      assert.sameMembers(listed, lines)
      for (const line of lines) assert.include(text, `- ${line}`)
      assert.include(text, '/settings/security')
    })
  }

  test('an account whose other ways in have ended gets no list', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await accessTokenOf(user)
    const { lines, text } = await reset(client, user)
    assert.deepEqual(lines, [])
    assert.notInclude(text, '/settings/security')
  })

  test('the mail about a password of the settings lists the access tokens that still work', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.merge({ locale: 'en', timeZone: 'UTC' }).create()
    await accessTokenOf(user)
    await accessTokenOf(user, undefined, '-1 day')
    await makeOld(user)
    await client
      .visit('passwords.update')
      .form({ currentPassword: 'secret-password', password: NEW_PASSWORD })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    const [{ text }] = await mailsTo(user.email)
    assert.lengthOf(text!.match(/^- .*/gm)!, 1)
    assert.include(text!, '- Access token: Ada Lovelace, since May 3, 2024')
  })

  for (const locale of LOCALES) {
    test(`the list in ${locale} has each way in, and the link of the mail`, async ({
      assert,
      client,
    }) => {
      const user = await UserFactory.merge({ locale }).create()
      for (const [add] of Object.values(WAYS)) await add(user)
      await UserAdministration.setPassword(user, NEW_PASSWORD)
      await queue.drain()

      const [{ html, text }] = await mailsTo(user.email)
      assert.lengthOf(text!.match(/^- .*/gm)!, 5)
      assert.lengthOf(html!.match(/<li /g)!, 5)
      assert.notMatch(text!, /ways_in\./)

      const document = await withRawCookie(client.get('/login'), 'plain_pages', '1')
        .withSession({ __flash__: { waysIn: ['Passkey: <b>Laptop</b>'] } })
        .header('accept-language', locale)
      assert.include(document.text(), 'Passkey: &lt;b&gt;Laptop&lt;/b&gt;')
      assert.match(document.text(), /href="\/settings\/security"/)
    })
  }
})

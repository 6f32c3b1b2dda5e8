import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { socialProviders } from '#config/social_log_in'
import { UserFactory } from '#database/factories/user_factory'
import SendSocialIdentityMail from '#jobs/send_social_identity_mail'
import Passkey from '#models/passkey'
import SocialIdentity from '#models/social_identity'
import type User from '#models/user'
import queue from '#queue/main'

const LAST = 'This is the only way into your account. Set a password first.'
const NOWHERE = { ipAddress: null, userAgent: null }

function identityOf(user: User, provider: 'google' | 'github' | 'gitlab' = 'gitlab') {
  const issuer = 'https://id.example.com'
  return SocialIdentity.create({ userId: user.id, provider, issuer, subject: crypto.randomUUID() })
}

function disconnect(client: ApiClient, user: User, { id }: { id: number }) {
  return client
    .post(`/settings/social-accounts/${id}/removal`)
    .withSession({ identity_confirmed_at: Date.now() })
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
}

async function withoutPassword() {
  const user = await UserFactory.create()
  await db.from('users').where('id', user.id).update({ password: null })
  return user.refresh()
}

async function addPasskey(user: User) {
  const id = crypto.randomUUID()
  const credential = { id, publicKey: new Uint8Array(8), counter: 0 }
  await Passkey.add(user, { name: 'Phone', credential, isSynced: true }, NOWHERE)
  return Passkey.findByOrFail('credential_id', id)
}

test.group('Social identities | destroy', () => {
  test('a member with a password disconnects the only account, and a mail says so', async ({
    client,
    db: rows,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const identity = await identityOf(user)
    const response = await disconnect(client, user, identity)

    response.assertFlashMessage('success', 'Your GitLab account is disconnected.')
    await rows.assertEmpty('social_identities')
    await rows.assertHas('account_events', { user_id: user.id, kind: 'identity_unlinked' })
    fake.assertDispatched(SendSocialIdentityMail, ({ userId, change, provider: name }) => {
      return userId === user.id && change === 'unlinked' && name === 'gitlab'
    })
  })

  test('a member cannot disconnect the only way into the account', async ({ client, db: rows }) => {
    using fake = queue.fake()
    const user = await withoutPassword()
    const response = await disconnect(client, user, await identityOf(user))

    response.assertFlashMessage('error', LAST)
    await rows.assertCount('social_identities', 1)
    await rows.assertMissing('account_events', { kind: 'identity_unlinked' })
    fake.assertCount(0)
  })

  test('of two connected accounts, one can be disconnected', async ({ client, db: rows }) => {
    const user = await withoutPassword()
    const [one, other] = [await identityOf(user), await identityOf(user, 'github')]
    await disconnect(client, user, one)
    const response = await disconnect(client, user, other)
    response.assertFlashMessage('error', LAST)
    await rows.assertCount('social_identities', 1)
  })

  test('Security names the providers that are connected', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const namesOf = async () => {
      const page = await client.get('/settings/security').loginAs(user).withInertia()
      return page.inertiaProps.connectedProviders
    }
    assert.deepEqual(await namesOf(), [])
    for (const provider of ['github', 'google', 'google'] as const) await identityOf(user, provider)
    assert.sameMembers(await namesOf(), ['Google', 'GitHub'])
  })

  test('an account at a provider that is off is no way in', async ({ client }) => {
    const user = await withoutPassword()
    const identity = await identityOf(user)
    await identityOf(user, 'google')
    const google = socialProviders.google
    socialProviders.google = undefined
    const response = await disconnect(client, user, identity)
    socialProviders.google = google
    response.assertFlashMessage('error', LAST)
  })

  test('a passkey is a way in, and then it is the one that stays', async ({ client, db: rows }) => {
    const user = await withoutPassword()
    const [identity, passkey] = [await identityOf(user), await addPasskey(user)]
    const response = await disconnect(client, user, identity)
    response.assertFlashMessage('success', 'Your GitLab account is disconnected.')

    const refused = await client
      .visit('passkeys.destroy', { id: passkey.id })
      .withSession({ identity_confirmed_at: Date.now() })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    refused.assertFlashMessage('error', LAST)
    await rows.assertCount('passkeys', 1)
  })

  test('nobody disconnects an account of somebody else', async ({ client, db: rows }) => {
    const identity = await identityOf(await UserFactory.create())
    const response = await disconnect(client, await UserFactory.create(), identity)
    response.assertStatus(404)
    await rows.assertCount('social_identities', 1)
  })

  test('a removal needs a recent proof of identity', async ({ client, db: rows }) => {
    const user = await UserFactory.create()
    const { id } = await identityOf(user)
    const response = await client
      .post(`/settings/social-accounts/${id}/removal`)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/confirm-identity')
    await rows.assertCount('social_identities', 1)
  })
})

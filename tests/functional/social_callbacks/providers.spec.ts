import { test } from '@japa/runner'
import { PROVIDER_LABELS, type ProviderName } from '#config/social_log_in'
import { UserFactory } from '#database/factories/user_factory'
import SocialIdentity from '#models/social_identity'
import User from '#models/user'
import queue from '#queue/main'
import { ada } from '#tests/support/open_id_server'
import {
  atProvider,
  comeBack,
  connect,
  leave,
  startProvider,
  throughProvider,
} from '#tests/support/social_log_in'
import { TENANT } from '#tests/support/social_servers'

const FORM = '/signup/with-provider'
const confirmed = () => ({ identity_confirmed_at: Date.now() })

/** A person whose address the provider has verified in its own way. */
const PEOPLE: Record<ProviderName, () => ReturnType<typeof ada>> = {
  google: () => ada({ hd: 'example.com' }),
  github: () => ada(),
  microsoft: () => ada({ email_verified: undefined, xms_edov: true, tid: TENANT }),
  gitlab: () => ada(),
}

for (const name of Object.keys(PROVIDER_LABELS) as ProviderName[]) {
  test.group(`Social callbacks | ${name}`, (group) => {
    const label = PROVIDER_LABELS[name]
    const path = `/login/with/${name}`
    const settings = `/settings/social-accounts/with/${name}`
    let provider: Awaited<ReturnType<typeof startProvider>>
    group.setup(async () => {
      provider = await startProvider(name)
      return provider.stop
    })
    group.each.setup(() => {
      provider.server.person = PEOPLE[name]()
      return () => void (provider.server.error = undefined)
    })

    test('a stranger signs up, and logs in to the same account later', async ({
      assert,
      client,
      db,
    }) => {
      const { issuer, person } = provider.server
      const first = await throughProvider(client, { path })
      first.assertHeader('location', '/dashboard')
      const user = await User.findByOrFail('email', person.email)
      assert.isTrue(user.isConfirmed)
      assert.equal(user.name, 'Ada Lovelace')
      await db.assertHas('social_identities', {
        ...{ user_id: user.id, provider: name, issuer, subject: person.sub },
      })

      const again = await throughProvider(client, { path })
      assert.equal(again.session('auth_web'), user.id)
      await db.assertCount('users', 1)
    })

    test('a member connects an account, logs in by it, and disconnects it', async ({
      assert,
      client,
      db,
    }) => {
      using fake = queue.fake()
      const user = await UserFactory.create()
      const session = confirmed()
      const linked = await throughProvider(client, { path: settings, user, session })
      linked.assertFlashMessage('success', `Your ${label} account is connected.`)
      const response = await throughProvider(client, { path })
      assert.equal(response.session('auth_web'), user.id)

      const [identity] = await SocialIdentity.of(user)
      const removed = await client
        .visit('social_identities.destroy', { id: identity.id })
        .withSession(session)
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      removed.assertFlashMessage('success', `Your ${label} account is disconnected.`)
      await db.assertEmpty('social_identities')
      fake.assertCount(3)
    })

    test('an address that has an account is not taken over', async ({ client, db }) => {
      await UserFactory.merge({ email: provider.server.person.email }).create()
      const response = await throughProvider(client, { path })
      response.assertHeader('location', '/login')
      response.assertSessionMissing('auth_web')
      await db.assertEmpty('social_identities')
    })

    test('an address without proof, or none, opens no account', async ({ client, db }) => {
      const unproven = { email_verified: false, xms_edov: undefined }
      const missing = { email: undefined, email_verified: undefined, xms_edov: undefined }
      for (const changes of [unproven, missing]) {
        provider.server.person = { ...PEOPLE[name](), ...changes }
        const response = await throughProvider(client, { path })
        response.assertHeader('location', FORM)
        response.assertSessionMissing('auth_web')
      }
      await db.assertEmpty('users')
    })

    test('an unproven address gets our link, also if it has an account', async ({ client, db }) => {
      using fake = queue.fake()
      const { email } = await UserFactory.create()
      provider.server.person = { ...PEOPLE[name](), email, email_verified: false, xms_edov: false }
      const asked = await throughProvider(client, { path })
      const form = { name: 'Ada', email }
      const response = await client
        .post(FORM)
        .form(form)
        .withSession(asked.session())
        .withCsrfToken()
        .redirects(0)
      response.assertHeader('location', '/email-confirmations/new')
      await db.assertEmpty('social_identities')
      fake.assertCount(1)
    })

    test('a person who says no comes back with a message', async ({ client }) => {
      provider.server.error = 'access_denied'
      const response = await throughProvider(client, { path })
      response.assertFlashMessage(
        'formError',
        `You have not allowed ${label} to log you in here. Try again, or use another way.`
      )
    })

    test('a forged state, code or PKCE secret is refused', async ({ client, db }) => {
      await connect(await UserFactory.create(), provider)
      const { address, session } = await leave(client, { path })
      const back = await atProvider(address)
      const forgedState = back.replace(/state=[^&]*/, 'state=forged')
      const forgedCode = back.replace(/code=[^&]*/, 'code=forged')
      const secretless = structuredClone(session)
      secretless.social_log_in[name].codeVerifier = 'x'.repeat(43)
      const tries = [
        { answer: await comeBack(client, forgedState, { session }), says: 'took too long' },
        { answer: await comeBack(client, forgedCode, { session }), says: 'could not log you in' },
        {
          answer: await comeBack(client, back, { session: secretless }),
          says: 'could not log you in',
        },
      ]
      for (const { answer, says } of tries) {
        answer.assertSessionMissing('auth_web')
        if (!String(answer.flashMessage('formError')).includes(says)) throw new Error(says)
      }
      await db.assertMissing('account_events', { kind: 'signed_in' })
    })
  })
}

import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import SocialIdentity from '#models/social_identity'
import { ada } from '#tests/support/open_id_server'
import { startProvider, throughProvider } from '#tests/support/social_log_in'

const FORM = '/signup/with-provider'

async function withGitHub() {
  const provider = await startProvider('github')
  return { ...provider, path: '/login/with/github', [Symbol.asyncDispose]: provider.stop }
}

test.group('Social callbacks | addresses at GitHub', () => {
  const verified = { verified: true, primary: false }
  const noReply = { email: '1+ada@users.noreply.github.com', ...verified }

  test('the account gets {title}')
    .with([
      {
        title: 'the primary address, not that of the public profile',
        publicEmail: 'victim@example.com',
        emails: [
          { email: 'second@example.com', ...verified },
          { email: 'first@example.com', verified: true, primary: true },
        ],
        account: 'first@example.com',
      },
      {
        title: 'a verified address, if the primary one is not verified',
        emails: [
          { email: 'first@example.com', verified: false, primary: true },
          noReply,
          { email: 'second@example.com', ...verified },
        ],
        account: 'second@example.com',
      },
      {
        title: 'no address, if the only verified one receives no mail',
        emails: [{ email: 'first@example.com', verified: false, primary: true }, noReply],
        account: null,
      },
      { title: 'no address, if GitHub shows none', emails: null, account: null },
      {
        title: 'no address, if GitHub refuses to show them',
        emails: null,
        refusal: 403,
        account: null,
      },
    ])
    .run(async ({ client, db }, { account, ...answers }) => {
      await using provider = await withGitHub()
      provider.server.person = ada(answers)
      const response = await throughProvider(client, provider)
      response.assertHeader('location', account ? '/dashboard' : FORM)
      if (account) await db.assertHas('users', { email: account })
      else await db.assertEmpty('users')
    })

  test('a person whose addresses GitHub refuses gets our link, and may connect the account', async ({
    assert,
    client,
    db,
  }) => {
    await using provider = await withGitHub()
    provider.server.person = ada({ emails: null, refusal: 403 })
    const asked = await throughProvider(client, provider)
    const signedUp = await client
      .post(FORM)
      .form({ name: 'Ada', email: 'ada@example.com' })
      .withSession(asked.session())
      .withCsrfToken()
      .redirects(0)
    signedUp.assertHeader('location', '/email-confirmations/new')
    await db.assertEmpty('users')

    const user = await UserFactory.create()
    const path = '/settings/social-accounts/with/github'
    const session = { identity_confirmed_at: Date.now() }
    const linked = await throughProvider(client, { path, user, session })
    linked.assertFlashMessage('success', 'Your GitHub account is connected.')
    assert.lengthOf(await SocialIdentity.of(user), 1)
  })

  test('an error of GitHub leads back with a message', async ({ client, db }) => {
    await using provider = await withGitHub()
    provider.server.person = ada({ emails: null, refusal: 500 })
    const response = await throughProvider(client, provider)
    response.assertHeader('location', '/login')
    response.assertFlashMessage(
      'formError',
      'GitHub could not log you in. Try again in a few minutes, or use another way.'
    )
    await db.assertEmpty('users')
  })
})

import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import SendSocialIdentityMail from '#jobs/send_social_identity_mail'
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

const path = '/settings/social-accounts/with/gitlab'
const confirmed = () => ({ identity_confirmed_at: Date.now() })

test.group('Social identities | store', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })
  group.each.setup(() => void (provider.server.person = ada()))

  test('a member connects an account, and a mail says so', async ({ client, db }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const response = await throughProvider(client, { path, user, session: confirmed() })

    response.assertHeader('location', '/settings/social-accounts')
    response.assertFlashMessage('success', 'Your GitLab account is connected.')
    const { sub: subject, email } = provider.server.person
    await db.assertHas('social_identities', { user_id: user.id, subject, email })
    await db.assertHas('account_events', { user_id: user.id, kind: 'identity_linked' })
    fake.assertDispatched(SendSocialIdentityMail, ({ userId, change, provider: name }) => {
      return userId === user.id && change === 'linked' && name === 'gitlab'
    })
  })

  test('a new connection needs a recent proof of identity', async ({ client }) => {
    const user = await UserFactory.create()
    const { address } = await leave(client, { path, user })
    if (address !== '/confirm-identity') throw new Error(address)
    const page = await client.get('/settings/social-accounts').loginAs(user).redirects(0)
    page.assertHeader('location', '/confirm-identity')
  })

  test('an account that another member has connected is refused', async ({ client, db }) => {
    await connect(await UserFactory.create(), provider)
    const user = await UserFactory.create()
    const response = await throughProvider(client, { path, user, session: confirmed() })

    response.assertFlashMessage(
      'error',
      'This GitLab account is connected with another account here. Disconnect it there first.'
    )
    await db.assertMissing('social_identities', { user_id: user.id })
  })

  test('an account that is connected already stays as it is', async ({ client, db }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    await connect(user, provider)
    const response = await throughProvider(client, { path, user, session: confirmed() })

    response.assertFlashMessage('success', 'This GitLab account is connected already.')
    await db.assertCount('social_identities', 1)
    fake.assertCount(0)
  })

  test('an answer connects nothing to another account that has logged in meanwhile', async ({
    client,
    db,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    const { address, session } = await leave(client, { path, user, session: confirmed() })
    const back = await atProvider(address)
    await comeBack(client, back, { session, user: other })
    await comeBack(client, back, { session: { social_log_in: session.social_log_in } })
    await db.assertEmpty('social_identities')
  })

  test('a log-in does not connect an account, and connecting does not log in', async ({
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const { address, session } = await leave(client)
    await comeBack(client, await atProvider(address), { session, user })
    await db.assertEmpty('social_identities')
  })
})

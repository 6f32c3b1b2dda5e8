import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import type { SoftwarePasskey } from '#tests/support/software_passkey'
import { addPasskey, challengeFor, withPasskey } from '#tests/support/event_flows/passkeys'
import { send } from '#tests/support/event_flows/stage'

type Session = Record<string, any>

async function owner(client: ApiClient) {
  const user = await UserFactory.create()
  return { user, passkey: await withPasskey(client, user) }
}

function logIn(client: ApiClient, credential: object, session: Session) {
  return send(client, 'POST /login/passkey', { form: { credential }, session })
}

async function answerTo(client: ApiClient, passkey: SoftwarePasskey, use = {}) {
  const { options, session } = await challengeFor(client, 'log_in')
  return { credential: passkey.use(options, use), session: session as Session }
}

test.group('Passkeys | challenges', () => {
  test('a challenge logs in once, also with a synced passkey and a copy of the session', async ({
    client,
  }) => {
    const { passkey } = await owner(client)
    const { credential, session } = await answerTo(client, passkey, { counter: 0 })
    const first = await logIn(client, credential, session)
    first.assertHeader('location', '/dashboard')
    const second = await logIn(client, credential, session)
    second.assertHeader('location', '/login')
  })

  test('a challenge is refused after five minutes', async ({ client }) => {
    const { passkey } = await owner(client)
    const { credential, session } = await answerTo(client, passkey)
    const [challenge] = session.passkey_challenges
    session.passkey_challenges = [{ ...challenge, expiresAt: Date.now() - 1 }]
    const late = await logIn(client, credential, session)
    late.assertHeader('location', '/login')
  })

  test('a challenge of another purpose is refused', async ({ client }) => {
    const { passkey } = await owner(client)
    const { credential, session } = await answerTo(client, passkey)
    for (const purpose of ['second_factor', 'identity', 'registration']) {
      const [challenge] = session.passkey_challenges
      const other = { passkey_challenges: [{ ...challenge, purpose }] }
      const response = await logIn(client, credential, other)
      response.assertHeader('location', '/login')
    }
    const right = await logIn(client, credential, session)
    right.assertHeader('location', '/dashboard')
  })

  test('a challenge of another browser is refused', async ({ client }) => {
    const { passkey } = await owner(client)
    const { credential } = await answerTo(client, passkey)
    const { session: other } = await answerTo(client, passkey)
    for (const session of [other, {}]) {
      const response = await logIn(client, credential, session)
      response.assertHeader('location', '/login')
    }
  })

  test('a log-in needs a device that has verified its owner', async ({ client }) => {
    const { passkey } = await owner(client)
    const { options, session } = await challengeFor(client, 'log_in')
    const credential = passkey.use(options, { isVerified: false })
    const response = await logIn(client, credential, session)
    response.assertHeader('location', '/login')
  })

  test('a new passkey needs a device that has verified its owner', async ({ client, db }) => {
    const user = await UserFactory.create()
    const { add } = await addPasskey(client, user, { isVerified: false })
    const response = await add()
    response.assertHeader('location', '/settings/passkeys/new')
    await db.assertMissing('passkeys', { user_id: user.id })
  })

  test('a passkey is added once with a challenge', async ({ client, db }) => {
    const user = await UserFactory.create()
    const { add } = await addPasskey(client, user)
    await add()
    await add()
    await db.assertHas('passkeys', { user_id: user.id }, 1)
  })
})

import type { ApiClient } from '@japa/api-client'
import Passkey from '#models/passkey'
import type User from '#models/user'
import { SoftwarePasskey } from '#tests/support/software_passkey'
import { PASSWORD, send, type Flows } from '#tests/support/event_flows/stage'

type Session = Record<string, any>

/** A challenge for a purpose, and the session that remembers it. */
export async function challengeFor(client: ApiClient, purpose: string, session: Session = {}) {
  const response = await send(client, 'POST /passkey-challenges', { form: { purpose }, session })
  return { options: response.body() as { challenge: string }, session: response.session() }
}

/** Gives an account a passkey in the way of its page. */
export async function addPasskey(client: ApiClient, user: User, device = {}) {
  const passkey = new SoftwarePasskey()
  const challenge = await send(client, 'POST /settings/passkeys/challenge', { user })
  const form = { name: 'Phone', credential: passkey.create(challenge.body() as never, device) }
  const add = () =>
    send(client, 'POST /settings/passkeys', { form, user, session: challenge.session() })
  return { passkey, add }
}

async function logIn(client: ApiClient, passkey: SoftwarePasskey, use = {}) {
  const { options, session } = await challengeFor(client, 'log_in')
  const form = { credential: passkey.use(options, use) }
  return () => send(client, 'POST /login/passkey', { form, session })
}

export async function withPasskey(client: ApiClient, user: User) {
  const { passkey, add } = await addPasskey(client, user)
  await add()
  await user.refresh()
  return passkey
}

export const PASSKEY_FLOWS: Flows<
  'passkey_added' | 'passkey_renamed' | 'passkey_removed' | 'passkey_used' | 'passkey_refused'
> = {
  async passkey_added({ client, user }) {
    const { add } = await addPasskey(client, user)
    return add
  },
  async passkey_renamed({ client, user }) {
    await withPasskey(client, user)
    const { id } = await Passkey.findByOrFail('userId', user.id)
    return () => send(client, `PUT /settings/passkeys/${id}`, { user, form: { name: 'Laptop' } })
  },
  async passkey_removed({ client, user }) {
    await withPasskey(client, user)
    const { id } = await Passkey.findByOrFail('userId', user.id)
    return () => send(client, `DELETE /settings/passkeys/${id}`, { user })
  },
  async passkey_used({ client, user }) {
    return logIn(client, await withPasskey(client, user))
  },
  async passkey_refused({ client, user }) {
    const passkey = await withPasskey(client, user)
    const first = await logIn(client, passkey, { counter: 7 })
    await first()
    return logIn(client, passkey, { counter: 7 })
  },
}

/** The passkey as the second step after the password. */
export async function logInWithSecondPasskey({ client, user }: { client: ApiClient; user: User }) {
  const passkey = await withPasskey(client, user)
  const form = { email: user.email, password: PASSWORD }
  const first = await send(client, 'POST /login', { form })
  const { options, session } = await challengeFor(client, 'second_factor', first.session())
  const answer = { credential: passkey.use(options) }
  return () => send(client, 'POST /login/second-factor/passkey', { form: answer, session })
}

import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import AccessToken from '#models/access_token'
import SocialIdentity from '#models/social_identity'
import type User from '#models/user'
import { accessTokenOf } from '#tests/support/access_token'
import { addAuthenticator, codeOf } from '#tests/support/second_factor'
import { startProvider, throughProvider } from '#tests/support/social_log_in'
import { NEW_PASSWORD, PASSWORD, send, type Flows } from '#tests/support/event_flows/stage'

const EXPIRES = new Date(Date.now() + 86_400_000)

async function addSession({ id }: User) {
  const session = { id: crypto.randomUUID(), user_id: id, data: '{}', expires_at: EXPIRES }
  const [row] = await db.table('sessions').insert(session).returning('public_id')
  return row.public_id as string
}

async function pageOfAuthenticator(client: ApiClient, user: User) {
  const page = await client
    .get('/settings/authenticator/new')
    .withSession({ identity_confirmed_at: Date.now() })
    .loginAs(user)
    .withInertia()
  const { secret } = page.inertiaProps as { secret: string }
  return { key: secret.replaceAll(' ', ''), session: page.session() }
}

export const SETTINGS_FLOWS: Flows<
  | 'session_ended'
  | 'other_sessions_ended'
  | 'all_sessions_ended'
  | 'password_check_failed'
  | 'password_changed'
  | 'password_added'
  | 'second_factor_enabled'
  | 'second_factor_disabled'
  | 'recovery_codes_made'
  | 'access_token_made'
  | 'access_token_revoked'
  | 'identity_linked'
  | 'identity_unlinked'
> = {
  async session_ended({ client, user }) {
    const id = await addSession(user)
    return () => send(client, `DELETE /settings/sessions/${id}`, { user })
  },
  async other_sessions_ended({ client, user }) {
    return () => send(client, 'DELETE /settings/other-sessions', { user })
  },
  async all_sessions_ended({ client, user }) {
    return () => send(client, 'DELETE /settings/all-sessions', { user })
  },
  async password_check_failed({ client, user }) {
    return () => send(client, 'POST /confirm-identity', { form: { password: 'wrong' }, user })
  },
  async password_changed({ client, user }) {
    const form = { currentPassword: PASSWORD, password: NEW_PASSWORD }
    return () => send(client, 'PUT /settings/password', { form, user })
  },
  async password_added({ client, user }) {
    await db.from('users').where('id', user.id).update({ password: null })
    await user.refresh()
    const form = { password: NEW_PASSWORD }
    return () => send(client, 'PUT /settings/password', { form, user })
  },
  async second_factor_enabled({ client, user }) {
    const { key, session } = await pageOfAuthenticator(client, user)
    const form = { code: codeOf(key) }
    return () => send(client, 'POST /settings/authenticator', { form, session, user })
  },
  async second_factor_disabled({ client, user }) {
    await addAuthenticator(user)
    return () => send(client, 'DELETE /settings/authenticator', { user })
  },
  async recovery_codes_made({ client, user }) {
    await addAuthenticator(user)
    return () => send(client, 'POST /settings/recovery-codes', { user })
  },
  async access_token_made({ client, user }) {
    const form = { tokenName: 'Backup', abilities: ['profile:read'], lifetime: '30' }
    return () => send(client, 'POST /settings/access-tokens', { form, user })
  },
  async access_token_revoked({ client, user }) {
    await accessTokenOf(user)
    const { id } = await AccessToken.firstOrFail()
    return () => send(client, `DELETE /settings/access-tokens/${id}`, { user })
  },
  async identity_linked({ client, user }) {
    const provider = await startProvider()
    const session = { identity_confirmed_at: Date.now() }
    const path = '/settings/social-accounts/with/gitlab'
    return () => throughProvider(client, { path, user, session }).then(provider.stop)
  },
  async identity_unlinked({ client, user }) {
    const ids = { issuer: 'https://id.example.com', subject: crypto.randomUUID() }
    const { id } = await SocialIdentity.create({ userId: user.id, provider: 'gitlab', ...ids })
    return () => send(client, `POST /settings/social-accounts/${id}/removal`, { user })
  },
}

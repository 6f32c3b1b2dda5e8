import type { ApiClient } from '@japa/api-client'
import { appUrl } from '#config/app'
import { socialProviders, type ProviderName } from '#config/social_log_in'
import SocialIdentity from '#models/social_identity'
import type User from '#models/user'
import db from '@adonisjs/lucid/services/db'
import { BROWSER } from '#tests/support/browser_name'
import { CLIENT, OpenIdServer } from '#tests/support/open_id_server'
import { issuerSetting, SERVER_OPTIONS } from '#tests/support/social_servers'
import { Visitor } from '#tests/support/visitor'

interface Start {
  path?: string
  form?: Record<string, string>
  session?: Record<string, any>
  user?: User
}

/** Starts a provider and lets the app use it, as if its variables were set. */
export async function startProvider(name: ProviderName = 'gitlab') {
  const server = await OpenIdServer.start(
    `${appUrl}/login/with/${name}/callback`,
    SERVER_OPTIONS[name]
  )
  const before = socialProviders[name]
  socialProviders[name] = { ...CLIENT, issuer: issuerSetting(name, server) }
  const stop = async () => {
    socialProviders[name] = before
    await server.stop()
  }
  return { name, server, stop }
}

/** Presses a button that leads to the provider. */
export async function leave(client: ApiClient, start: Start = {}) {
  const { path = '/login/with/gitlab', form = {}, session = {}, user } = start
  const request = client.post(path).form(form).withSession(session).withCsrfToken().redirects(0)
  const response = await (user ? request.loginAs(user) : request)
  return { address: response.header('location')!, session: response.session(), response }
}

/**
 * Visits the provider, which answers at once.
 * @returns the address in the app to which it leads back
 */
export async function atProvider(address: string) {
  const browser = new Visitor('')
  let next = address
  while (!next.startsWith(appUrl)) {
    const response = await browser.get(next)
    const location = response.headers.get('location')
    if (!location) throw new Error(`${next} answers ${response.status}: ${await response.text()}`)
    next = new URL(location, next).href
  }
  return next.slice(appUrl.length)
}

export function comeBack(
  client: ApiClient,
  path: string,
  { session = {}, user }: Pick<Start, 'session' | 'user'>
) {
  const request = client.get(path).header('user-agent', BROWSER).withSession(session).redirects(0)
  return user ? request.loginAs(user) : request
}

/** Goes to the provider and comes back. */
export async function throughProvider(client: ApiClient, start: Start = {}) {
  const { address, session } = await leave(client, start)
  return comeBack(client, await atProvider(address), { session, user: start.user })
}

/** Connects an account with the person of the provider. */
export async function connect(
  user: User,
  { name, server }: { name: ProviderName; server: OpenIdServer }
) {
  const { sub: subject, email = null } = server.person
  const identity = { provider: name, issuer: server.issuer, subject, email }
  await db.transaction((trx) => SocialIdentity.insert(user.useTransaction(trx), identity))
  return SocialIdentity.findByOrFail('subject', subject)
}

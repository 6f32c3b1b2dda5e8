import type { ApiClient } from '@japa/api-client'
import type { EventKind } from '#models/account_event'
import type User from '#models/user'
import { BROWSER } from '#tests/support/browser_name'

interface Stage {
  client: ApiClient
  user: User
}

/** Prepares an act and returns it: only the events of the act itself count. */
export type Flow = (stage: Stage) => Promise<() => PromiseLike<unknown>>

export type Flows<Kind extends EventKind> = Record<Kind, Flow>

export const PASSWORD = 'secret-password'
export const NEW_PASSWORD = 'nine-kestrels-over-lisbon'
export const NOWHERE = { ipAddress: null, userAgent: null }

interface Message {
  form?: object
  session?: Record<string, any>
  user?: User
}

/** A form of a guest, or of a member who has just confirmed who they are. */
export function send(
  client: ApiClient,
  path: string,
  { form = {}, session = {}, user }: Message = {}
) {
  const [method, url] = path.split(' ')
  const request = client
    .request(url, method)
    .form(form as never)
    .withSession({ ...(user ? { identity_confirmed_at: Date.now() } : {}), ...session })
    .header('user-agent', BROWSER)
    .withCsrfToken()
    .redirects(0)
  return user ? request.loginAs(user) : request
}

export function enterPassword(client: ApiClient, { email }: User, password = PASSWORD) {
  return send(client, 'POST /login', { form: { email, password } })
}

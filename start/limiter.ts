import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { AccessToken } from '@adonisjs/auth/access_tokens'
import limiter from '@adonisjs/limiter/services/main'
import apiConfig from '#config/api'
import { networkOf } from '#http/input/client_address'

type Action = 'session' | 'registration' | 'sign_up_password' | 'identity'

/**
 * At most 20 attempts per minute from one address, whatever the account. For routes that accept credentials.
 */
export const throttleAddress = limiter.define('address', (ctx: HttpContext) => {
  return limiter
    .allowRequests(20)
    .every('1 minute')
    .usingKey(`${ctx.route!.name}:${networkOf(ctx.request.ip())}`)
})

/**
 * At most 60 challenges for passkeys per minute and address: each visit of the log-in page asks for one.
 */
export const throttleChallenge = limiter.define('challenge', ({ request }: HttpContext) => {
  return limiter
    .allowRequests(60)
    .every('1 minute')
    .usingKey(`passkey_challenge:${networkOf(request.ip())}`)
})

/**
 * Counts an attempt against the account of an e-mail address, whether or not it exists: at most 5 per minute from all
 * addresses together. A device that has logged in to the account before has its own 5.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleAccount(action: Action, email: string, device?: string) {
  await accountLimiter().consume(accountKey(action, email, device))
}

/**
 * Resets the account's attempts after a successful one.
 */
export async function forgiveAccount(action: Action, email: string, device?: string) {
  await accountLimiter().delete(accountKey(action, email, device))
}

/**
 * At most 5 codes per minute and 20 per hour: a code has six digits, and three of them are right at any time. Only
 * somebody who knows the password gets this far, so strangers cannot lock the owner out.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleSecondFactor(userId: number) {
  for (const [span, limit] of secondFactorLimiters()) await limit.consume(keyOf(userId, span))
}

/**
 * Resets the account's codes after a right one.
 */
export async function forgiveSecondFactor(userId: number) {
  for (const [span, limit] of secondFactorLimiters()) await limit.delete(keyOf(userId, span))
}

/**
 * Limits the requests of one access token (config/api.ts), and tells the program how many it has left.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleToken({ response }: HttpContext, token: AccessToken) {
  const { requestsPerMinute: requests } = apiConfig
  const key = `access_token:${token.tokenableId}:${token.identifier}`
  const state = await limiter.use({ requests, duration: '1 minute' }).consume(key)
  response.header('X-RateLimit-Limit', state.limit)
  response.header('X-RateLimit-Remaining', state.remaining)
  response.header('X-RateLimit-Reset', state.availableIn)
}

/**
 * At most 5 exports of an account an hour, because each is a lot of work.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleDataExport(userId: number) {
  await limiter.use({ requests: 5, duration: '1 hour' }).consume(`data_export:${userId}`)
}

function secondFactorLimiters() {
  return [
    ['minute', limiter.use({ requests: 5, duration: '1 minute' })],
    ['hour', limiter.use({ requests: 20, duration: '1 hour' })],
  ] as const
}

function keyOf(userId: number, span: string) {
  return `second_factor:${userId}:${span}`
}

function accountLimiter() {
  return limiter.use({ requests: 5, duration: '1 minute' })
}

/**
 * The key of the limit of an account, without its address.
 */
export function accountKey(action: string, email: string, device = 'strangers') {
  const account = createHash('sha256').update(email).digest('base64url')
  return `account:${action}:${account}:${device}`
}

/**
 * Patterns for the keys of an account's limits, in SQL.
 */
export function limitsOf(userId: number, email: string) {
  const keys = [accountKey('%', email, '%'), keyOf(userId, '%'), `email_change:${userId}`]
  return [...keys, `data_export:${userId}`, `access_token:${userId}:%`].map((key) => `%${key}`)
}

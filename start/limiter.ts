import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { networkOf } from '#input/client_address'

type Action = 'session' | 'registration' | 'confirmation'

/**
 * At most 20 tries a minute from one address, whatever the accounts. For routes that take credentials.
 */
export const throttleAddress = limiter.define('address', (ctx: HttpContext) => {
  return limiter
    .allowRequests(20)
    .every('1 minute')
    .usingKey(`${ctx.route!.name}:${networkOf(ctx.request.ip())}`)
})

/**
 * Counts a try against the account that an e-mail address names, existing or not: at most 5 a minute,
 * wherever they come from.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleAccount(action: Action, email: string) {
  await accountLimiter().consume(accountKey(action, email))
}

/**
 * Forgets the account's tries, after one that succeeded.
 */
export async function forgiveAccount(action: Action, email: string) {
  await accountLimiter().delete(accountKey(action, email))
}

function accountLimiter() {
  return limiter.use({ requests: 5, duration: '1 minute' })
}

function accountKey(action: Action, email: string) {
  return `account:${action}:${createHash('sha256').update(email).digest('base64url')}`
}

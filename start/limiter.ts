import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { networkOf } from '#http/input/client_address'

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
 * Counts a try against the account that an e-mail address names, existing or not: at most 5 a minute, wherever they
 * come from. A device that the account has logged in with before has 5 of its own.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleAccount(action: Action, email: string, device?: string) {
  await accountLimiter().consume(accountKey(action, email, device))
}

/**
 * Forgets the account's tries, after one that succeeded.
 */
export async function forgiveAccount(action: Action, email: string, device?: string) {
  await accountLimiter().delete(accountKey(action, email, device))
}

function accountLimiter() {
  return limiter.use({ requests: 5, duration: '1 minute' })
}

function accountKey(action: Action, email: string, device = 'strangers') {
  const account = createHash('sha256').update(email).digest('base64url')
  return `account:${action}:${account}:${device}`
}

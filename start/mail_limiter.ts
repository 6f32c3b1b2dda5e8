import { errors, LimiterResponse } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import { accountKey } from '#start/limiter'

const MINUTELY = { requests: 1, duration: '1 minute' }

/**
 * The mails that people ask for, each for one address. With 5 tries each, strangers who ask for 20 codes a day guess one
 * in 27 years.
 */
const LIMITS = {
  confirmation: [MINUTELY],
  password_reset: [MINUTELY],
  email_change: [MINUTELY],
  log_in_code: [MINUTELY, { requests: 5, duration: '1 hour' }, { requests: 20, duration: '1 day' }],
} as const
export type MailPurpose = keyof typeof LIMITS

/**
 * Counts a mail that was asked for against its address, whether or not it has an account. A device that has logged in to
 * the account before has its own limit.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleMail(purpose: MailPurpose, email: string, device?: string) {
  for (const [key, limit] of limitsOf(purpose, email, device)) await limit.consume(key)
}

/**
 * The seconds until the address can get another mail, or 0.
 */
export async function secondsUntilMail(purpose: MailPurpose, email: string, device?: string) {
  const waits = limitsOf(purpose, email, device).map(([key, limit]) => limit.availableIn(key))
  return Math.max(...(await Promise.all(waits)))
}

/**
 * Starts the wait for the next mail after one that was sent without being asked for.
 */
export async function startMailWait(purpose: MailPurpose, email: string) {
  const [[key, limit]] = limitsOf(purpose, email)
  await limit.set(key, MINUTELY.requests, MINUTELY.duration)
}

/**
 * Resets the hours and days of an address after a log-in with a code. The minute stays.
 */
export async function forgiveLogInCode(email: string, device?: string) {
  const [, ...longer] = limitsOf('log_in_code', email, device)
  for (const [key, limit] of longer) await limit.delete(key)
}

/**
 * At most 5 changes of the e-mail address an hour, because each sends a mail to an address that somebody typed.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleEmailChange(userId: number, email: string) {
  await throttleMail('email_change', email)
  await limiter.use({ requests: 5, duration: '1 hour' }).consume(`email_change:${userId}`)
}

/**
 * Refuses a request if its mail would not be sent for some seconds, because the account has had its mails for this hour.
 * Only for a member, because it tells that the address has an account.
 * @throws E_TOO_MANY_REQUESTS
 */
export function refuseUntilMail(seconds: number) {
  if (seconds <= 0) return
  const state = { limit: 0, remaining: 0, consumed: 0, availableIn: seconds }
  throw new errors.E_TOO_MANY_REQUESTS(new LimiterResponse(state))
}

function limitsOf(purpose: MailPurpose, email: string, device?: string) {
  const account = accountKey(purpose, email, device)
  return LIMITS[purpose].map(({ requests, duration }) => {
    // The limiter writes into its options, so it gets new ones.
    return [`${account}:${duration}`, limiter.use({ requests, duration })] as const
  })
}

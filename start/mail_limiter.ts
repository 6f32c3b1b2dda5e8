import { errors, LimiterResponse } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import { accountKey } from '#start/limiter'

const MINUTELY = { requests: 1, duration: '1 minute' }

/** As many as the models send (`RegistrationMail`, `PasswordReset`), so that the page does not say "sent" of a fourth. */
const HOURLY = { requests: 3, duration: '1 hour' }

/**
 * The mails that people ask for, each for one address. With 5 tries each, strangers who ask for 20 codes a day guess one
 * in 27 years.
 */
const LIMITS = {
  confirmation: [MINUTELY, HOURLY],
  password_reset: [MINUTELY, HOURLY],
  email_change: [MINUTELY, HOURLY],
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
  let longest = 0
  for (const [key, limit] of limitsOf(purpose, email, device)) {
    longest = Math.max(longest, await limit.availableIn(key))
  }
  return longest
}

/**
 * Counts a mail that is sent without being asked for: the next one has to wait.
 */
export async function countMail(purpose: MailPurpose, email: string) {
  for (const [key, limit] of limitsOf(purpose, email)) await limit.increment(key)
}

/**
 * Resets the hours and days of an address once its link or code was used. The minute stays.
 */
export async function forgiveMail(purpose: MailPurpose, email: string, device?: string) {
  const [, ...longer] = limitsOf(purpose, email, device)
  for (const [key, limit] of longer) await limit.delete(key)
}

/**
 * At most 5 changes of the e-mail address an hour, because each sends a mail to an address that somebody typed.
 * @throws E_TOO_MANY_REQUESTS
 */
export async function throttleEmailChange(userId: number, email: string) {
  await changeLimiter().consume(changeKey(userId))
  await throttleMail('email_change', email)
}

/**
 * The seconds until the account can send the address another link, or 0.
 */
export async function secondsUntilEmailChange(userId: number, email: string) {
  const wait = await changeLimiter().availableIn(changeKey(userId))
  return Math.max(wait, await secondsUntilMail('email_change', email))
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

function changeLimiter() {
  return limiter.use({ requests: 5, duration: '1 hour' })
}

function changeKey(userId: number) {
  return `email_change:${userId}`
}

function limitsOf(purpose: MailPurpose, email: string, device?: string) {
  const account = accountKey(purpose, email, device)
  return LIMITS[purpose].map(({ requests, duration }) => {
    // The limiter writes into its options, so it gets new ones.
    return [`${account}:${duration}`, limiter.use({ requests, duration })] as const
  })
}

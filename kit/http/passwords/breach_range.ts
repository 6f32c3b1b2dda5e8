import { createHash } from 'node:crypto'
import logger from '@adonisjs/core/services/logger'

/** Time for the whole answer. */
const LIMIT_MS = 2000

/** The SHA-1 of a password is 40 hex digits; the service gets only the first five of them. */
const PREFIX_DIGITS = 5

/**
 * Asks a service that speaks the range protocol of Have I Been Pwned whether the password is in a known breach. Hundreds
 * of passwords share each range, so the service learns none. If it does not answer properly in time, the password counts
 * as not breached.
 * @see https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange
 */
export async function isBreached(password: string, url: string) {
  const digest = createHash('sha1').update(password).digest('hex').toUpperCase()
  try {
    const range = await readRange(`${url}/${digest.slice(0, PREFIX_DIGITS)}`)
    return countIn(range, digest.slice(PREFIX_DIGITS)) > 0
  } catch (error) {
    logger.warn({ reason: reasonOf(error) }, 'The check for breached passwords failed')
    return false
  }
}

/** Padding hides from the network how long the range is. */
async function readRange(url: string) {
  const response = await fetch(url, {
    headers: { 'Add-Padding': 'true' },
    redirect: 'error',
    signal: AbortSignal.timeout(LIMIT_MS),
  })
  if (response.status !== 200) throw new Error(`status ${response.status}`)
  return response.text()
}

/** A line is the rest of a digest and how often it was found; padding has the count 0. */
function countIn(range: string, rest: string) {
  const line = range.split(/\r?\n/).find((one) => one.toUpperCase().startsWith(`${rest}:`))
  return Number(line?.split(':')[1] ?? 0)
}

/** Never the address, which ends with digits of the password's hash. */
function reasonOf(error: unknown) {
  const { name, message, cause } = error as Error & { cause?: { code?: string } }
  if (name === 'TimeoutError') return 'timeout'
  return cause?.code ?? (message.startsWith('status ') ? message : name)
}

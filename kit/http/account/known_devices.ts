import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { COOKIE_PREFIX } from '#http/cookie_prefix'

/** The cookie is encrypted, so nobody can forge one for another account. */
const COOKIE = `${COOKIE_PREFIX}easystart-device`
const AGE = '1 year'

/** How many accounts one browser can remember. */
const MOST_ACCOUNTS = 5

export interface Account {
  id: number
  /** Changes whenever all sessions of the account are ended, as by a new password. */
  sessionGeneration: string | null
}

interface KnownAccount {
  id: number
  /** The attempts of this browser are counted under this name. */
  device: string
  /** The account's `sessionGeneration` at the log-in, so a new password makes every browser unknown again. */
  generation: string | null
}

/**
 * Checks whether an account has logged in with this browser before. Its attempts are then counted separately from those
 * of strangers, so that strangers cannot lock the owner out.
 * @returns the name of the browser, or undefined for an unknown one
 * @see https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
export async function knownDevice({ request }: HttpContext, email: string) {
  const known = knownAccounts(request)
  if (known.length === 0) return undefined

  const ids = known.map(({ id }) => id)
  const row = await db
    .from('users')
    .where({ email })
    .whereIn('id', ids)
    .select('id', 'session_generation as sessionGeneration')
    .first()
  return row ? entryOf(row, known)?.device : undefined
}

/** Whether this account has logged in with this browser before, since its sessions were ended for the last time. */
export function isKnownDevice({ request }: HttpContext, account: Account) {
  return entryOf(account, knownAccounts(request)) !== undefined
}

/** Call it after a log-in. */
export function rememberDevice({ request, response }: HttpContext, account: Account) {
  const { id, sessionGeneration: generation } = account
  const device = randomBytes(16).toString('base64url')
  const others = knownAccounts(request).filter((one) => one.id !== id)
  const known = [{ id, device, generation }, ...others].slice(0, MOST_ACCOUNTS)
  response.encryptedCookie(COOKIE, known, { maxAge: AGE, httpOnly: true })
}

function knownAccounts(request: HttpContext['request']): KnownAccount[] {
  return request.encryptedCookie(COOKIE) ?? []
}

function entryOf({ id, sessionGeneration }: Account, known: KnownAccount[]) {
  return known.find((one) => one.id === id && one.generation === sessionGeneration)
}

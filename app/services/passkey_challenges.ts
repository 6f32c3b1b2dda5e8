import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'

const KEY = 'passkey_challenges'
const LIFETIME_MS = 5 * 60_000

/** Several tabs can wait for a passkey at the same time. */
const MOST = 5

export type PasskeyPurpose = 'log_in' | 'second_factor' | 'identity' | 'registration'

interface Challenge {
  challenge: string
  purpose: PasskeyPurpose
  expiresAt: number
}

type Session = HttpContext['session']

export function rememberChallenge(session: Session, purpose: PasskeyPurpose, challenge: string) {
  const expiresAt = Date.now() + LIFETIME_MS
  session.put(KEY, [{ challenge, purpose, expiresAt }, ...waiting(session)].slice(0, MOST))
}

/**
 * Whether this browser got the challenge for this purpose within five minutes, and nobody has used it. The session of a
 * guest is a cookie, which can be sent again, so used challenges are also in a table.
 */
export async function spendChallenge(session: Session, purpose: PasskeyPurpose, challenge: string) {
  const all = waiting(session)
  const found = all.find((one) => one.challenge === challenge && one.purpose === purpose)
  if (!found) return false

  session.put(
    KEY,
    all.filter((one) => one !== found)
  )
  const { rows } = await db.rawQuery(
    `INSERT INTO spent_challenges (challenge, expires_at) VALUES (?, ?)
     ON CONFLICT DO NOTHING RETURNING challenge`,
    [challenge, new Date(found.expiresAt)]
  )
  return rows.length === 1
}

function waiting(session: Session) {
  const all: Challenge[] = session.get(KEY, [])
  return all.filter(({ expiresAt }) => expiresAt > Date.now())
}

import { Secret, TOTP } from 'otpauth'
import { createKey, stepOfCode } from '#http/account/one_time_codes'
import Authenticator from '#models/authenticator'
import type User from '#models/user'

const STEP_MS = 30_000
const NOWHERE = { ipAddress: null, userAgent: null }

/** The code that an app with this key shows, so many steps of 30 seconds from now. */
export function codeOf(key: string, steps = 0) {
  const totp = new TOTP({ secret: Secret.fromBase32(key) })
  return totp.generate({ timestamp: Date.now() + steps * STEP_MS })
}

/** A code that is wrong now and in the next minutes. */
export function wrongCodeOf(key: string) {
  const right = [-2, -1, 0, 1, 2, 3].map((steps) => codeOf(key, steps))
  return ['111111', '222222', '333333', '444444', '555555', '666666', '777777'].find(
    (code) => !right.includes(code)
  )!
}

/** Gives an account an authenticator app that was last used five minutes ago. */
export async function addAuthenticator(user: User) {
  const key = createKey()
  const step = stepOfCode(codeOf(key), key)! - 10
  const codes = await Authenticator.add(user, { key, step }, NOWHERE)
  await user.refresh()
  return { key, codes: codes! }
}

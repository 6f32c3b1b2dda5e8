import { randomInt } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'
import { safeEqual } from '@adonisjs/core/helpers'

const DIGITS = 6
const PURPOSE = 'mailed-code'

export function createMailedCode() {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
}

/**
 * A hash with a key that is derived from the app's key: without it, somebody who reads the database could try all
 * codes in a moment.
 * @param binding all that the code belongs to; a change of any of it ends the code
 */
export function hashOfMailedCode(code: string, binding: unknown[]) {
  return encryption.use().blindIndex(boundCode(code, binding), PURPOSE)
}

/**
 * Takes the same time for every code, and also without a stored hash.
 */
export function isMailedCode(code: string, binding: unknown[], storedHash: string | null) {
  const hashes = encryption.use().blindIndexes(boundCode(code, binding), PURPOSE)
  const expected = storedHash ?? '-'.repeat(hashes[0].length)
  return hashes.filter((hash) => safeEqual(hash, expected)).length > 0
}

function boundCode(code: string, binding: unknown[]) {
  return JSON.stringify([code, ...binding])
}

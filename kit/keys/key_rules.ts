import { Secret } from '@adonisjs/core/helpers'

/** The library refuses shorter keys, with an error that does not name the variable. */
const SHORTEST = 16

const NEW_KEY = 'node ace generate:key --show prints a new one'

/** Validates APP_KEY. Its errors never contain the key. */
export function appKey() {
  return (name: string, value?: string): Secret<string> => {
    if (!value?.trim()) throw new Error(`Missing environment variable "${name}". ${NEW_KEY}`)
    if (value.length < SHORTEST) {
      throw new Error(
        `The value of "${name}" has ${value.length} characters, fewer than ${SHORTEST}. ${NEW_KEY}`
      )
    }
    return new Secret(value)
  }
}

/**
 * Validates APP_PREVIOUS_KEYS, a list of keys that is separated by commas. Spaces around a key and empty entries are
 * dropped. Its errors tell the place of a wrong key, and never contain the key.
 */
export function previousKeys() {
  return (name: string, value?: string): Secret<string>[] => {
    const keys = (value ?? '').split(',').flatMap((key) => key.trim() || [])
    const short = keys.findIndex((key) => key.length < SHORTEST)
    if (short !== -1) {
      throw new Error(
        `The value of "${name}" has a key with fewer than ${SHORTEST} characters (number ${short + 1} of ${keys.length}). Set it to former values of APP_KEY, separated by commas`
      )
    }
    return keys.map((key) => new Secret(key))
  }
}

/**
 * The keys for `keys` of config/encryption.ts: the first one encrypts and signs, the others still read. A key that is
 * listed twice counts once, so that nothing stops between the two deploys that change the key.
 */
export function keysOf(current: Secret<string>, previous: Secret<string>[] = []) {
  return [...new Set([current, ...previous].map((key) => key.release()))]
}

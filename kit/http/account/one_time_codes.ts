import { Secret, TOTP } from 'otpauth'

/** In bytes: as long as the hash, as RFC 4226 recommends. */
const KEY_SIZE = 20

/** Codes of the step before and of the step after are right too, because clocks differ. */
const DRIFT = 1

/** Arabic, Persian and full-width digits: the last hexadecimal digit of their code points is their value. */
const OTHER_DIGITS = /[٠-٩۰-۹０-９]/g

/** A new key for an authenticator app, in base 32. */
export function createKey() {
  return new Secret({ size: KEY_SIZE }).base32
}

/**
 * The address from which an authenticator app reads the key and the name of the account.
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function uriOfKey(key: string, account: { issuer: string; label: string }) {
  return new TOTP({ ...account, secret: Secret.fromBase32(key) }).toString()
}

/**
 * The time step to which a code belongs (RFC 6238), or null for a wrong code. A code is good for one use: store the step
 * and refuse steps that are not later.
 */
export function stepOfCode(code: string, key: string, timestamp = Date.now()) {
  const totp = new TOTP({ secret: Secret.fromBase32(key) })
  const difference = totp.validate({ token: code, timestamp, window: DRIFT })
  return difference === null ? null : totp.counter({ timestamp }) + difference
}

/** Apps show codes in two groups, and a person may type digits of another script. */
export function codeText(typed: string) {
  return typed
    .replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\s\p{Default_Ignorable_Code_Point}-]/gu, '')
}

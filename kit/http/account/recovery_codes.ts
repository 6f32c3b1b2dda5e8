import { createHash, randomBytes } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'

const COUNT = 10

/** Without the letters I, L, O and U, which are easily taken for others (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** 24 characters of 5 bits each are 120 random bits. Codes of older releases have 16 characters and stay valid. */
const LENGTH = 24

const PURPOSE = 'recovery-code'

export function createRecoveryCodes() {
  return Array.from({ length: COUNT }, () => {
    const characters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length])
    return characters.join('').match(/.{4}/g)!.join('-')
  })
}

/**
 * A fast hash is enough: nobody can try 120 random bits, so a slow hash, which protects short passwords, would only cost
 * time. The table has it encrypted.
 */
export function digestOfRecoveryCode(typed: string) {
  return createHash('sha256').update(plain(typed)).digest('base64url')
}

/** Codes of older releases have a hash with a key instead: it is one of these. */
export function hashesOfRecoveryCode(typed: string) {
  return encryption.use().blindIndexes(plain(typed), PURPOSE)
}

/** Reads what a person has copied from paper: in capitals, without hyphens, with O for 0. */
function plain(typed: string) {
  return typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
}

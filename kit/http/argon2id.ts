import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import type { HashDriverContract } from '@adonisjs/core/types/hash'
import { normalizePassword, spellingsOf } from '#http/passwords/spelling'

/**
 * Hashing runs on libuv's thread pool, which files and DNS need too. At most one hash per core and three in all run at
 * once, so that many log-ins slow down only log-ins.
 */
const limit = pLimit(Math.min(availableParallelism(), 3))

interface Argon2idOptions {
  /** Memory in KiB. */
  memoryCost: number
  /** Iterations. */
  timeCost: number
  /** Number of lanes. */
  parallelism: number
}

/**
 * Hash driver for argon2id (RFC 9106) with the prebuilt `@node-rs/argon2`, in the PHC string format. It hashes a
 * password in NFC, so that it is the same on each keyboard.
 */
export class Argon2id implements HashDriverContract {
  constructor(private options: Argon2idOptions) {}

  isValidHash(value: string) {
    return /^\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[^$]+\$[^$]+$/.test(value)
  }

  make(value: string) {
    return limit(() => hash(normalizePassword(value), this.options))
  }

  async verify(hashedValue: string, plainValue: string) {
    if (!this.isValidHash(hashedValue)) return false
    for (const spelling of spellingsOf(plainValue)) {
      if (await limit(() => verify(hashedValue, spelling))) return true
    }
    return false
  }

  /** A hash of no password. To verify one against it takes as long as against the hash of an account. */
  unmatchable() {
    const [salt, digest] = [randomBytes(16), randomBytes(32)].map((bytes) =>
      bytes.toString('base64').replace(/=+$/, '')
    )
    return `${this.#prefix}${salt}$${digest}`
  }

  needsReHash(value: string) {
    return !value.startsWith(this.#prefix)
  }

  get #prefix() {
    const { memoryCost, timeCost, parallelism } = this.options
    return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`
  }
}

import { hash, verify } from '@node-rs/argon2'
import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import type { HashDriverContract } from '@adonisjs/core/types/hash'

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
 * Hash driver for argon2id (RFC 9106) with the prebuilt `@node-rs/argon2`, in the PHC string format.
 */
export class Argon2id implements HashDriverContract {
  constructor(private options: Argon2idOptions) {}

  isValidHash(value: string) {
    return /^\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[^$]+\$[^$]+$/.test(value)
  }

  make(value: string) {
    return limit(() => hash(value, this.options))
  }

  async verify(hashedValue: string, plainValue: string) {
    return this.isValidHash(hashedValue) && limit(() => verify(hashedValue, plainValue))
  }

  needsReHash(value: string) {
    const { memoryCost, timeCost, parallelism } = this.options
    return !value.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`)
  }
}

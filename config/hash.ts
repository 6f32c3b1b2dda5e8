import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/core/hash'
import type { InferHashers } from '@adonisjs/core/types'
import { Argon2id } from '#http/argon2id'

/**
 * The minimum that OWASP recommends for argon2id (Password Storage Cheat Sheet): 19 MiB, 2 iterations, 1 lane. After a
 * change, each account gets a new hash at its next log-in.
 */
const RECOMMENDED = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The tests make some thousand hashes, which nobody attacks. */
const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 }

export function argon2idParameters({ inTest }: { inTest: boolean }) {
  return inTest ? CHEAP : RECOMMENDED
}

const argon2id = new Argon2id(argon2idParameters(app))

/** An unknown address takes as long as a wrong password. */
export const unmatchableHash = argon2id.unmatchable()

const hashConfig = defineConfig({
  default: 'argon2id',
  list: {
    argon2id: () => argon2id,
  },
})

export default hashConfig

declare module '@adonisjs/core/types' {
  export interface HashersList extends InferHashers<typeof hashConfig> {}
}

import env from '#start/env'
import { keysOf } from '#keys/key_rules'
import { defineConfig, drivers } from '@adonisjs/core/encryption'
import type { InferEncryptors } from '@adonisjs/core/types'

const encryptionConfig = defineConfig({
  default: 'gcm',
  list: {
    gcm: drivers.aes256gcm({
      // The first one encrypts and signs, the others still read what they have made.
      keys: keysOf(env.get('APP_KEY'), env.get('APP_PREVIOUS_KEYS')),
      id: 'gcm',
    }),
  },
})

export default encryptionConfig

declare module '@adonisjs/core/types' {
  export interface EncryptorsList extends InferEncryptors<typeof encryptionConfig> {}
}

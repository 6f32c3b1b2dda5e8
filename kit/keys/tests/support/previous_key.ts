import { AES256GCM } from '@adonisjs/core/encryption/drivers/aes_256_gcm'
import { Encryption } from '@adonisjs/core/encryption'
import { keyRing } from '#keys/key_ring'

/** An encryption with one key, as another installation or an older deploy has it. */
export function encryptionWith(key: string) {
  return new Encryption({
    driver: (one: any) => new AES256GCM({ id: 'gcm', key: one }),
    keys: [key],
  })
}

/** Makes a new key the first one, as the next deploy does. */
export function changeKey() {
  keyRing.unshift(encryptionWith(`next-${crypto.randomUUID()}`))
  return { [Symbol.dispose]: () => void keyRing.shift() }
}

/** A key that this process can read but does not use. */
export function addPreviousKey() {
  const previous = encryptionWith(`previous-${crypto.randomUUID()}`)
  keyRing.push(previous)
  return { previous, [Symbol.dispose]: () => void keyRing.splice(keyRing.indexOf(previous), 1) }
}

import { configProvider } from '@adonisjs/core'
import { Encryption } from '@adonisjs/core/encryption'
import app from '@adonisjs/core/services/app'

type Config = ConstructorParameters<typeof Encryption>[0]

/**
 * One encryption for each key of config/encryption.ts, the current key first. Only for code that has to know which key
 * has made a value: the service `encryption` reads the values of all keys.
 */
export const keyRing: Encryption[] = []

await app.booted(async () => {
  const provider = app.config.get('encryption')
  const config = await configProvider.resolve<{ default: string; list: Record<string, Config> }>(
    app,
    provider
  )
  const { driver, keys } = config!.list[config!.default]
  keyRing.splice(0, Infinity, ...keys.map((key) => new Encryption({ driver, keys: [key] })))
})

/** The current key has made the text, a previous one has, or none of them. */
export function ageOf(text: string, purpose?: string) {
  const made = keyRing.findIndex((key) => key.decrypt(text, purpose) !== null)
  if (made === -1) return 'unreadable'
  return made === 0 ? 'current' : 'previous'
}

/** @returns the text of the current key, for a text that one of the keys has made */
export function withCurrentKey(text: string, purpose?: string) {
  const values = keyRing.map((key) => key.decrypt(text, purpose))
  return keyRing[0].encrypt(
    values.find((value) => value !== null),
    { purpose }
  )
}

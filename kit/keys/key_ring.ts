import { configProvider } from '@adonisjs/core'
import { Encryption } from '@adonisjs/core/encryption'
import app from '@adonisjs/core/services/app'
import encryption from '@adonisjs/core/services/encryption'

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
export function ageOf(text: string, purpose?: string): 'current' | 'previous' | 'unreadable' {
  if (keyRing[0].decrypt(text, purpose) !== null) return 'current'
  return encryption.decrypt(text, purpose) === null ? 'unreadable' : 'previous'
}

/** @returns the text with the current key, of a text that one of the keys has made */
export function withCurrentKey(text: string, purpose?: string) {
  return encryption.encrypt(encryption.decrypt(text, purpose), { purpose })
}

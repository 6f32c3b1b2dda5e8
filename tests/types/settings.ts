/**
 * Tests the types of settings. Nothing here runs: `npm run check:types` fails if a line that must not compile compiles.
 */
import vine from '@vinejs/vine'
import settings from '#settings'
import { setting } from '#settings/main'

export const isOpen: boolean = settings.get('registration.isOpen')
export const logo: string | null = settings.get('product.logo')

export async function change() {
  await settings.set('sessions.idle', 30)
  settings.fake({ 'registration.verification': 'none' })

  // @ts-expect-error no such setting
  settings.get('registration.isOpne')

  // @ts-expect-error a text is no number
  await settings.set('sessions.idle', '30')

  // @ts-expect-error no such choice
  settings.fake({ 'registration.verification': 'sometimes' })
}

// @ts-expect-error the default does not keep the rule
setting(vine.boolean(), { default: 'yes' })

// @ts-expect-error no such permission
setting(vine.boolean(), { default: true, permission: 'settings.edti' })

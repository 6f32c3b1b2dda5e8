import vine from '@vinejs/vine'
import { registration } from '#config/auth'
import { defineSettings, setting } from '#settings/main'

/**
 * Values that an operator changes while the app runs, with `node ace settings:set`. See docs/settings.md.
 */
export default defineSettings({
  isRegistrationOpen: setting(vine.boolean(), { default: registration.isOpen }),
})

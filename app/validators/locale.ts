import vine from '@vinejs/vine'
import { LOCALES } from '#config/i18n'

export const updateLocaleValidator = vine.create({
  locale: vine.enum(LOCALES),
})

import vine from '@vinejs/vine'
import { THEMES } from '#config/themes'

export const updateThemeValidator = vine.create({
  theme: vine.enum(THEMES),
})

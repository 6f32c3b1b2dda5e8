import vine from '@vinejs/vine'
import { LISTS_WITH_VIEWS } from '#models/saved_view'
import { singleLine } from '#validators/rules/single_line'

export const createSavedViewValidator = vine.create({
  list: vine.enum(LISTS_WITH_VIEWS),
  name: vine.string().trim().maxLength(60).use(singleLine()),
  /** `state=active&search=ada`: the list itself checks what it says. */
  choice: vine
    .string()
    .maxLength(1000)
    .regex(/^[\w.%+&=~*-]+$/),
})

import vine from '@vinejs/vine'

/** A second slash or a backslash would lead to another host. */
const PATH_ON_THIS_HOST = /^\/(?![/\\])[\x21-\x7e]*$/

export const showPlainPageValidator = vine.create({
  to: vine.string().maxLength(4096).regex(PATH_ON_THIS_HOST).optional(),
})

import vine from '@vinejs/vine'
import { picture } from '#validators/rules/picture'

/** The page shows this limit and checks a file against it before the upload. */
export const LARGEST_PICTURE = '10 MB'

const pixels = () => vine.number().withoutDecimals().min(0).max(100_000).optional()

/** The part of the picture is chosen by a script. Without it, the middle is shown. */
export const createAvatarValidator = vine.create({
  avatar: vine.file({ size: LARGEST_PICTURE }).use(picture({})),
  cropLeft: pixels(),
  cropTop: pixels(),
  cropSize: pixels(),
})

import { readFile } from 'node:fs/promises'
import vine from '@vinejs/vine'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import { faultOf } from '#services/picture'

/** The page shows this limit and checks a file against it before the upload. */
export const LARGEST_PICTURE = '10 MB'

/** Never trusts the name of the file, nor the type that the browser says. i18n: validator.shared.messages.avatar.* */
const picture = vine.createRule(
  async (value, _options, field) => {
    if (!field.isValid) return
    const fault = await faultOf(await readFile((value as MultipartFile).tmpPath!))
    if (fault) field.report('The {{ field }} field must be a picture', fault, field)
  },
  { isAsync: true }
)

const pixels = () => vine.number().withoutDecimals().min(0).max(100_000).optional()

/** The part of the picture is chosen by a script. Without it, the middle is shown. */
export const createAvatarValidator = vine.create({
  avatar: vine.file({ size: LARGEST_PICTURE }).use(picture()),
  cropLeft: pixels(),
  cropTop: pixels(),
  cropSize: pixels(),
})

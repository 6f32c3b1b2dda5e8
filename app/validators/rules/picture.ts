import { readFile } from 'node:fs/promises'
import vine from '@vinejs/vine'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import { faultOf, isReadable } from '#services/picture'

interface Options {
  /** Also reads its pixels, which takes longer. Without it, a job finds out. */
  whole?: boolean
}

/** Never trusts the name of the file, nor the type that the browser says. i18n: validator.shared.messages.picture* */
export const picture = vine.createRule(
  async (value, { whole }: Options, field) => {
    if (!field.isValid) return
    const bytes = await readFile((value as MultipartFile).tmpPath!)
    const fault = await faultOf(bytes)
    if (fault) field.report('The {{ field }} field must be a picture', fault, field)
    else if (whole && !(await isReadable(bytes))) {
      field.report('The {{ field }} field must be a picture', 'pictureFormat', field)
    }
  },
  { isAsync: true }
)

import vine from '@vinejs/vine'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import { contentType } from '#files/content_type'
import { extensionOf } from '#files/file_name'

interface Limits {
  /** In lower case, such as `pdf`. */
  extensions: readonly string[]
  /** Such as `10 MB`. */
  size: string
}

/** The type that the browser says is not trusted, and the name only together with the content. */
const ofType = vine.createRule(
  async (value, extensions: readonly string[], field) => {
    if (!field.isValid) return
    const { clientName, tmpPath } = value as MultipartFile
    const isAllowed = extensions.includes(extensionOf(clientName))
    if (isAllowed && (await contentType(tmpPath!, clientName))) return
    const extnames = extensions.map((extension) => extension.toUpperCase())
    field.report('The {{ field }} field must be of another type', 'file.extname', field, {
      extnames,
    })
  },
  { isAsync: true }
)

/** A file that a form may send: `cover: recordFile({ extensions: ['pdf'], size: '10 MB' })`. */
export function recordFile({ extensions, size }: Limits) {
  return vine.file({ size }).use(ofType(extensions))
}

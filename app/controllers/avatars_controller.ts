import type { HttpContext } from '@adonisjs/core/http'
import drive from '@adonisjs/drive/services/main'
import AvatarUpload from '#models/avatar_upload'

/** The address never leads to other bytes: a new picture has a new id. */
const HEADERS = {
  'Content-Type': 'image/webp',
  'Content-Disposition': 'inline',
  'Content-Security-Policy': `default-src 'none'; sandbox`,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, max-age=31536000, immutable',
}

export default class AvatarsController {
  /** Nobody can guess the id, so everybody who knows it may see the picture. */
  async show({ params, response }: HttpContext) {
    const key = `${AvatarUpload.folderOf(params.id.toLowerCase())}/${params.file}`
    if (!(await drive.use().exists(key))) return response.notFound()

    const picture = await drive.use().getBytes(key)
    for (const [name, value] of Object.entries(HEADERS)) response.header(name, value)
    return response.send(Buffer.from(picture))
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import Logo from '#models/logo'

/** The address never leads to other bytes: a new logo has a new id. */
const HEADERS = {
  'Content-Type': 'image/png',
  'Content-Disposition': 'inline',
  'Content-Security-Policy': `default-src 'none'; sandbox`,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'public, max-age=31536000, immutable',
}

export default class LogosController {
  async show({ params, response }: HttpContext) {
    const picture = await Logo.read(params.id.toLowerCase())
    if (!picture) return response.notFound()
    for (const [name, value] of Object.entries(HEADERS)) response.header(name, value)
    return response.send(picture)
  }
}

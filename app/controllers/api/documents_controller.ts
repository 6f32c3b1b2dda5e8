import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import settings from '#settings'

/** The routes do not change while the app runs. */
let document: { info: { title: string } } | undefined

export default class DocumentsController {
  async show({ response }: HttpContext) {
    const { openApiDocument } = await import('#http/api/openapi')
    const title = `${settings.get('product.name')} API`
    if (document?.info.title !== title) {
      document = openApiDocument({ title, version: '1', url: appUrl })
    }
    return response.json(document)
  }
}

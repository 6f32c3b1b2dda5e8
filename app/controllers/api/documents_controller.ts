import type { HttpContext } from '@adonisjs/core/http'
import { appName, appUrl } from '#config/app'

/** The routes do not change while the app runs. */
let document: object | undefined

export default class DocumentsController {
  async show({ response }: HttpContext) {
    const { openApiDocument } = await import('#http/api/openapi')
    document ??= openApiDocument({ title: `${appName} API`, version: '1', url: appUrl })
    return response.json(document)
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { rememberPlainPages } from '#http/plain_pages'
import { showPlainPageValidator } from '#validators/plain_page'

export default class PlainPagesController {
  /**
   * Browsers without scripts come here: from a page of guests for a picture, which is empty, and from a page of a
   * member, which is blank without scripts. From now on, the server renders all their pages.
   */
  async show({ request, response }: HttpContext) {
    const [, query] = await request.tryValidateUsing(showPlainPageValidator, { data: request.qs() })
    rememberPlainPages(response)
    response.header('Cache-Control', 'no-store')
    if (query && !query.to) return response.noContent()
    return response.redirect().toPath(query?.to ?? '/')
  }
}

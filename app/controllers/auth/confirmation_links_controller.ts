import type { HttpContext } from '@adonisjs/core/http'
import Registration from '#models/registration'
import { LinkExpiredException } from '#exceptions/link_expired_exception'

export default class ConfirmationLinksController {
  /** The short link in the mail leads to the page with the signed address. */
  async show({ params, response }: HttpContext) {
    const address = Registration.addressOf(params.token)
    if (!address) throw new LinkExpiredException('sign_up')

    response.header('Cache-Control', 'no-store')
    return response.redirect().toPath(address)
  }
}

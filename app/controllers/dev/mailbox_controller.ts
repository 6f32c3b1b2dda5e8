import type { HttpContext } from '@adonisjs/core/http'
import { Mailbox } from '#services/mailbox'

/**
 * The mails that the app sent in development and tests. Has no routes in production.
 */
export default class MailboxController {
  async index({ view }: HttpContext) {
    return view.render('dev/mailbox/index', { mails: await new Mailbox().all() })
  }

  async show({ params, view }: HttpContext) {
    return view.render('dev/mailbox/show', { mail: await new Mailbox().find(params.id) })
  }

  async clear({ response }: HttpContext) {
    await new Mailbox().clear()
    return response.redirect().toRoute('mailbox.index')
  }
}

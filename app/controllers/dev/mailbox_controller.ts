import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import { Mailbox, type ReceivedMail } from '#services/mailbox'

/**
 * The mails that the app sent in development and tests. Has no routes in production.
 */
export default class MailboxController {
  async index({ i18n, view }: HttpContext) {
    const mails = await new Mailbox().all()
    return view.render('dev/mailbox/index', { mails, dateOf: datesIn(i18n) })
  }

  async show({ i18n, params, view }: HttpContext) {
    const mail = await new Mailbox().find(params.id)
    return view.render('dev/mailbox/show', { mail, dateOf: datesIn(i18n) })
  }

  async clear({ response }: HttpContext) {
    await new Mailbox().clear()
    return response.redirect().toRoute('mailbox.index')
  }
}

function datesIn(i18n: I18n) {
  return ({ date }: ReceivedMail) =>
    date ? i18n.formatDate(date, { dateStyle: 'medium', timeStyle: 'short' }) : ''
}

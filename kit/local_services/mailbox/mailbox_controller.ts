import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import { Mailbox, type ReceivedMail } from '#local_services/mailbox/mailbox'

const PARTS = ['html', 'text', 'headers', 'source'] as const

/**
 * The mails that the app sent in development and tests. Has no routes in production.
 */
export default class MailboxController {
  async index({ i18n, view }: HttpContext) {
    const mails = await new Mailbox().all()
    return view.render('local_services::index', { mails, dateOf: datesIn(i18n) })
  }

  /** The page of the list asks this every few seconds, to load again when a mail has arrived. */
  async newest() {
    return (await new Mailbox().newestId()) ?? ''
  }

  async show({ i18n, params, request, view }: HttpContext) {
    const mail = await new Mailbox().find(params.id)
    const parts = PARTS.filter((part) => mail[part])
    const part = parts.find((one) => one === request.input('part')) ?? parts[0]
    return view.render('local_services::show', { mail, parts, part, dateOf: datesIn(i18n) })
  }

  /** The HTML alone, in a window as wide as the browser's. */
  async html({ params }: HttpContext) {
    const { html } = await new Mailbox().find(params.id)
    return html ?? ''
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

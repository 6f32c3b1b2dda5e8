import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { mailPreviewSource, previewMail } from '#local_services/mailbox/mail_previews'

const PARTS = ['html', 'text'] as const

/** Each mail of the app with made-up data, in each language. Has no routes in production. */
export default class MailPreviewsController {
  async index({ i18n, view }: HttpContext) {
    const { names } = await mailPreviewSource()
    const mails = await Promise.all(names.map((name) => previewMail(name, i18n.locale)))
    return view.render('local_services::previews', { mails, languages: languages() })
  }

  async show({ i18n, params, request, view }: HttpContext) {
    const locale = this.#locale(request.input('language'), i18n.locale)
    const mail = await previewMail(params.name, locale)
    const part = PARTS.find((one) => one === request.input('part')) ?? 'html'
    const state = { mail, part, parts: PARTS, languages: languages() }
    return view.render('local_services::preview', state)
  }

  /** The HTML alone, in a window as wide as the browser's. */
  async html({ i18n, params, request }: HttpContext) {
    const locale = this.#locale(request.input('language'), i18n.locale)
    const { html } = await previewMail(params.name, locale)
    return html
  }

  #locale(chosen: unknown, current: string) {
    return i18nManager.supportedLocales().find((locale) => locale === chosen) ?? current
  }
}

/** The languages under their own names. */
function languages() {
  return i18nManager.supportedLocales().map((code) => ({
    code,
    name: new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code,
  }))
}

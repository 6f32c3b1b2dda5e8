import app from '@adonisjs/core/services/app'
import { errors } from '@adonisjs/core/http'
import type { BaseMail } from '@adonisjs/mail'

/** The module of the product that writes each mail with made-up data. `config/local_services.ts` imports it. */
export interface MailPreviewSource {
  names: string[]
  write(name: string, locale: string): BaseMail
}

export interface MailPreview {
  name: string
  locale: string
  subject: string
  to: string
  html: string
  text: string
}

export async function mailPreviewSource() {
  const load = app.config.get<() => Promise<MailPreviewSource>>('local_services.mailPreviews')
  return load()
}

/**
 * Writes a mail as it would be sent. The logo, which is attached to a sent mail, comes from the app.
 * @throws E_ROUTE_NOT_FOUND if there is no such mail
 */
export async function previewMail(name: string, locale: string): Promise<MailPreview> {
  const source = await mailPreviewSource()
  if (!source.names.includes(name)) throw new errors.E_ROUTE_NOT_FOUND(['GET', name])
  const mail = source.write(name, locale)
  await mail.buildWithContents()
  const { subject = '', to, html = '', text = '' } = mail.message.toJSON().message
  return {
    name,
    locale,
    subject,
    to: addressOf(to),
    html: String(html).replaceAll('cid:logo', '/logo.png'),
    text: String(text),
  }
}

function addressOf(to: unknown) {
  const [first] = [to].flat() as (string | { address: string } | undefined)[]
  return typeof first === 'object' ? first.address : (first ?? '')
}

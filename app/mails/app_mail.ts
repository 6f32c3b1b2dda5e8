import { BaseMail } from '@adonisjs/mail'
import { appUrl, brandColor } from '#config/app'
import { senderAddress } from '#config/mail'
import { formatsOf } from '#i18n/formats'
import type { Region } from '#i18n/region'
import { deviceText, type Act } from '#services/act'
import type { Translator } from '#i18n/translate'
import { translator } from '#i18n/translator'
import Logo from '#models/logo'
import settings from '#settings'

interface Reader {
  email: string
  region: Region
  name?: string
}

interface Content {
  subject: string
  greeting: string
  /** One paragraph each. A mail program shows the first one beside the subject. */
  lines: string[]
  /** Things to check, with a sentence above them and a link below. The path begins with a slash. */
  list?: { lead: string; items: string[]; action: { label: string; path: string } }
  /** Digits to type, in large type, and a sentence below them. */
  code?: string
  codeNote?: string
  /** The button, and below it the same address to copy. The path begins with a slash. */
  action: { label: string; path: string }
  /** The advice for a person who did not ask for this mail. */
  note: string
}

/**
 * A mail of the app: it says what to write, and two views make its HTML and its text.
 */
export abstract class AppMail<R extends Reader = Reader> extends BaseMail {
  /** The names of both views, without `_html` and `_text`. */
  protected views = 'emails/app_mail'

  constructor(protected reader: R) {
    super()
  }

  protected abstract write(t: Translator): Content

  async prepare() {
    const [appName, supportAddress] = [
      settings.get('product.name'),
      settings.get('support.address'),
    ]
    const { email, name, region } = this.reader
    const t = translator(region)
    const content = this.write(t)
    const link = appUrl + content.action.path
    const brand = { appName, appUrl, brandColor, supportAddress }
    const listLink = content.list && appUrl + content.list.action.path
    const view = { t, locale: region.locale, ...brand, ...content, link, listLink }

    this.message
      .from(senderAddress, appName)
      .replyTo(supportAddress, appName)
      .to(email, name)
      .subject(content.subject)
      .header('Auto-Submitted', 'auto-generated')
      .embedData(await Logo.forMails(), 'logo', { filename: 'logo.png' })
      .htmlView(`${this.views}_html`, view)
      .textView(`${this.views}_text`, view)
  }

  /** The line about an act. None for the team's own acts, and for jobs of an older release, which do not know it. */
  protected detailsOf(t: Translator, { ipAddress, userAgent, doneAt }: Partial<Act>) {
    if (!doneAt || (!ipAddress && !userAgent)) return []
    const [device, address] = [deviceText(t, userAgent ?? null), ipAddress ?? '–']
    return [t('mails.act', { device, address, at: Date.parse(doneAt), zone: this.zone })]
  }

  /** The name of the reader's time zone. */
  protected get zone() {
    const { region } = this.reader
    return formatsOf(region).timeZoneName(region.timeZone)
  }
}

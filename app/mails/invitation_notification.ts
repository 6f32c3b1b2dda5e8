import { urlFor } from '@adonisjs/core/services/url_builder'
import settings from '#settings'
import { AppMail } from '#mails/app_mail'
import type Invitation from '#models/invitation'
import type { Translator } from '#i18n/translate'

export default class InvitationNotification extends AppMail {
  constructor(
    private invitation: Pick<Invitation, 'email' | 'name' | 'region' | 'expiresAt' | 'inviter'>,
    private token: string
  ) {
    const { email, name, region } = invitation
    super({ email, name: name ?? undefined, region })
  }

  protected write(t: Translator) {
    const { expiresAt, inviter } = this.invitation
    const app = settings.get('product.name')
    return {
      subject: t('mails.invitation.subject', { app }),
      greeting: t('mails.invitation.greeting'),
      lines: [
        t('mails.invitation.body', { app, name: inviter.name }),
        t('mails.invitation.expiry', { until: expiresAt.toMillis(), zone: this.zone }),
      ],
      action: {
        label: t('mails.invitation.action'),
        path: urlFor('invitations.edit', { token: this.token }),
      },
      note: t('mails.invitation.ignore'),
    }
  }
}

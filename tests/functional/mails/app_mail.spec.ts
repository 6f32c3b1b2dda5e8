import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import mail from '@adonisjs/mail/services/main'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import { appName, appUrl, brandColor } from '#config/app'
import { LOCALES } from '#config/i18n'
import { supportAddress } from '#config/mail'
import type { AppMail } from '#mails/app_mail'
import AccessTokenNotification from '#mails/access_token_notification'
import AccountExistsNotification from '#mails/account_exists_notification'
import LogInCodeNotification from '#mails/log_in_code_notification'
import NotificationMail from '#mails/notification_mail'
import PasswordChangedNotification from '#mails/password_changed_notification'
import PasswordResetNotification from '#mails/password_reset_notification'
import SecondFactorNotification from '#mails/second_factor_notification'
import SocialIdentityNotification from '#mails/social_identity_notification'
import WelcomeNotification from '#mails/welcome_notification'
import PictureRefused from '#notifications/picture_refused'
import type User from '#models/user'
import { actOf } from '#services/act'
import { BROWSER } from '#tests/support/browser_name'
import { mailsTo } from '#tests/support/mails'

const TOKEN = 'A'.repeat(24)
const ACT = actOf({ ipAddress: '192.0.2.7', userAgent: BROWSER })
const NAME = 'Backup'

/** Add a line for a new mail. */
const MAILS: Record<string, (user: User) => Promise<AppMail>> = {
  welcome: async ({ email, locale }) => {
    return new WelcomeNotification(await RegistrationFactory.merge({ email, locale }).create())
  },
  account_exists: async (user) => new AccountExistsNotification(user),
  password_reset: async (user) => {
    return new PasswordResetNotification(user, { token: TOKEN, expiresAt: DateTime.now() })
  },
  log_in_code: async (user) => new LogInCodeNotification(user, '012345'),
  notification: async (user) => new NotificationMail(user, new PictureRefused()),
  password_changed: async (user) => new PasswordChangedNotification(user, [], ACT),
  access_token: async (user) => new AccessTokenNotification(user, NAME, ACT),
  second_factor: async (user) => {
    return new SecondFactorNotification(user, { change: 'passkey_added', name: NAME, ...ACT })
  },
  social_identity: async (user) => {
    return new SocialIdentityNotification(user, { change: 'linked', provider: 'GitHub' }, ACT)
  },
}

async function sent(name: string, locale: string) {
  const user = await UserFactory.merge({ name: `O'Brien <b>"Ada"</b>`, locale }).create()
  await mail.send(await MAILS[name](user))
  const [received] = await mailsTo(user.email)
  return { ...received, html: received.html! }
}

test.group('Mails | app mail', () => {
  for (const name of Object.keys(MAILS)) {
    for (const locale of LOCALES) {
      test(`${name} in ${locale} carries the name, the logo, the colour and a short link`, async ({
        assert,
      }) => {
        const { html, headers } = await sent(name, locale)
        assert.include(html, `${appName}</a>`)
        assert.match(html, /<img src="data:image\/png;base64,\w/)
        assert.include(html, `bgcolor="${brandColor}"`)
        assert.include(html, supportAddress)
        assert.include(headers, 'Auto-Submitted: auto-generated')
        assert.match(headers, new RegExp(`^Reply-To: .*${supportAddress}`, 'm'))

        const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
        assert.lengthOf(links, 3, 'the app, the button, and the link below it')
        assert.equal(links[0], appUrl)
        assert.equal(links[1], links[2])
        assert.isAtMost(links[1].length - appUrl.length, 54)
        assert.include(html, `>${links[1]}</a>`)
        assert.notInclude(html, '<b>')
      })
    }
  }
})

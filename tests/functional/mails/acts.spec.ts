import { test } from '@japa/runner'
import mail from '@adonisjs/mail/services/main'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { UserFactory } from '#database/factories/user_factory'
import { LOCALES } from '#config/i18n'
import type { SecondFactorNews } from '#jobs/send_second_factor_mail'
import AccessTokenNotification from '#mails/access_token_notification'
import type { AppMail } from '#mails/app_mail'
import EmailChangedNotification from '#mails/email_changed_notification'
import PasswordChangedNotification from '#mails/password_changed_notification'
import SecondFactorNotification from '#mails/second_factor_notification'
import SocialIdentityNotification from '#mails/social_identity_notification'
import type User from '#models/user'
import type { Act } from '#services/act'
import { BROWSER } from '#tests/support/browser_name'
import { mailsTo } from '#tests/support/mails'

const ACT = { ipAddress: '192.0.2.7', userAgent: BROWSER, doneAt: '2026-05-03T14:05:00Z' }
const BY_THE_TEAM = { ...ACT, ipAddress: null, userAgent: null }

/** The line about the act, without marks of direction. */
const LINES: Record<string, string> = {
  en: 'Firefox on Windows, network address 192.0.2.7, on May 3, 2026 at 2:05 PM (Coordinated Universal Time).',
  es: 'Firefox en Windows, dirección de red 192.0.2.7, el 3 de mayo de 2026 a las 14:05 (tiempo universal coordinado).',
  ar: 'Firefox على Windows، عنوان الشبكة 192.0.2.7، في 3 مايو 2026 الساعة 2:05 م (التوقيت العالمي المنسق).',
}

/** The subjects of the mails about a second factor. */
const SUBJECTS: Record<string, Record<SecondFactorNews['change'], string>> = {
  en: {
    authenticator_added: 'An authenticator app was added',
    authenticator_removed: 'Your authenticator app was removed',
    passkey_added: 'A passkey was added',
    passkey_removed: 'A passkey was removed',
    codes_made: 'New recovery codes were made',
    few_codes: 'Few recovery codes are left',
    reset: 'Your second step was reset',
  },
  es: {
    authenticator_added: 'Se ha añadido una aplicación de autenticación',
    authenticator_removed: 'Se ha quitado tu aplicación de autenticación',
    passkey_added: 'Se ha añadido una llave de acceso',
    passkey_removed: 'Se ha quitado una llave de acceso',
    codes_made: 'Se han creado códigos de recuperación nuevos',
    few_codes: 'Quedan pocos códigos de recuperación',
    reset: 'Se ha restablecido tu segundo paso',
  },
  ar: {
    authenticator_added: 'تمت إضافة تطبيق مصادقة',
    authenticator_removed: 'تمت إزالة تطبيق المصادقة',
    passkey_added: 'تمت إضافة مفتاح مرور',
    passkey_removed: 'تمت إزالة مفتاح مرور',
    codes_made: 'أُنشئت رموز استرداد جديدة',
    few_codes: 'بقي عدد قليل من رموز الاسترداد',
    reset: 'أُعيد تعيين خطوتك الثانية',
  },
}

const NEWS: SecondFactorNews[] = [
  { change: 'authenticator_added' },
  { change: 'authenticator_removed' },
  { change: 'passkey_added', name: 'Laptop' },
  { change: 'passkey_removed', name: 'Laptop' },
  { change: 'codes_made' },
  { change: 'few_codes', left: 3 },
  { change: 'reset' },
]

const MAILS: Record<string, (user: User, act: Partial<Act>) => Promise<AppMail>> = {
  access_token: async (user, act) => new AccessTokenNotification(user, 'Backup', act as Act),
  password_changed: async (user, act) => new PasswordChangedNotification(user, [], act),
  social_identity: async (user, act) => {
    return new SocialIdentityNotification(user, { change: 'linked', provider: 'GitHub' }, act)
  },
  async email_changed(user, act) {
    const states = { userId: user.id, formerEmail: user.email }
    const change = await EmailChangeFactory.merge(states).apply('confirmed').create()
    await change.load('user')
    return new EmailChangedNotification(change, 'A'.repeat(24), act)
  },
}

async function sent(user: User, message: AppMail) {
  await mail.send(message)
  const [{ subject, text }] = await mailsTo(user.email)
  return { subject, text: text!.replace(/[\u2066-\u2069\u200e\u200f]/g, '') }
}

test.group('Mails | acts', () => {
  for (const locale of LOCALES) {
    for (const news of NEWS) {
      test(`${news.change} of a second factor, in ${locale}, names the device, the address and the time`, async ({
        assert,
      }) => {
        const user = await UserFactory.merge({ locale, timeZone: 'UTC' }).create()
        const message = new SecondFactorNotification(user, { ...news, ...ACT })
        const { subject, text } = await sent(user, message)

        assert.equal(subject, SUBJECTS[locale][news.change])
        assert.include(text, LINES[locale])
        if ('name' in news) assert.include(text, news.name)
        if ('left' in news) assert.include(text, '3')
      })
    }

    for (const [name, write] of Object.entries(MAILS)) {
      test(`${name} in ${locale} names the device, the address and the time`, async ({
        assert,
      }) => {
        const user = await UserFactory.merge({ locale, timeZone: 'UTC' }).create()
        const { text } = await sent(user, await write(user, ACT))
        assert.include(text, LINES[locale])
      })
    }
  }

  test('an act of the team, and a job of an older release, have no line', async ({ assert }) => {
    const user = await UserFactory.merge({ locale: 'en' }).create()
    for (const act of [BY_THE_TEAM, {}]) {
      const { text } = await sent(user, new PasswordChangedNotification(user, [], act))
      assert.notInclude(text, 'network address')
      assert.include(text, 'has just been changed')
    }
  })
})

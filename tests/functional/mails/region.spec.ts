import { test } from '@japa/runner'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import Registration from '#models/registration'
import SendRegistrationMail from '#jobs/send_registration_mail'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'
import { withRawCookie } from '#tests/support/raw_cookie'
import { translator } from '#i18n/translator'

const HOURS_72 = 72 * 3_600_000

async function mailTo(address: string) {
  const [mail] = await mailsTo(address)
  return mail
}

test.group('Mails | region', () => {
  for (const [locale, timeZone, dir, align, subject, zone] of [
    ['en', 'America/New_York', 'ltr', 'left', 'Confirm your e-mail address', 'Eastern Time'],
    ['es', 'Europe/Madrid', 'ltr', 'left', 'Confirma tu', 'hora de Europa central'],
    ['ar', 'Africa/Cairo', 'rtl', 'right', 'تأكيد بريدك الإلكتروني', 'توقيت شرق أوروبا'],
  ]) {
    test(`the worker writes the welcome mail in ${locale}, in the time zone ${timeZone}`, async ({
      assert,
      client,
    }) => {
      const email = `ada.${crypto.randomUUID()}@example.com`
      const start = Date.now()
      const signUp = client
        .visit('registrations.store')
        .form({ name: 'Ada', email, password: 'analytical-engine' })
        .header('accept-language', locale)
        .withCsrfToken()
        .redirects(0)
      await withRawCookie(signUp, 'time_zone', timeZone)
      const { failed } = await queue.drain()
      assert.isEmpty(failed)

      const registration = await Registration.findByOrFail('email', email)
      assert.deepInclude(registration.region, { locale, timeZone })
      const mail = await mailTo(email)
      assert.include(mail.subject, subject)
      assert.include(mail.html!, `<html lang="${locale}" dir="${dir}">`)
      assert.include(mail.html!, `<td align="${align}"`)
      const expected = [start, Date.now()].map((at) => {
        return translator(registration.region)('mails.welcome.expiry', {
          until: at + HOURS_72,
          zone,
        })
      })
      assert.isTrue(expected.some((sentence) => mail.html!.includes(sentence)))
      assert.include(
        expected[0],
        new Intl.DateTimeFormat(locale, {
          timeZone,
          dateStyle: 'long',
        }).format(start + HOURS_72)
      )
    })
  }

  test('the worker writes the registration mail in the region of the account', async ({
    assert,
  }) => {
    const user = await UserFactory.merge({ locale: 'ar' }).create()
    const { id } = await RegistrationFactory.merge({ email: user.email }).create()
    await SendRegistrationMail.dispatch({ registrationId: id })
    await queue.drain()

    const mail = await mailTo(user.email)
    assert.equal(mail.subject, translator('ar')('mails.account_exists.subject'))
    assert.include(mail.html!, '<html lang="ar" dir="rtl">')
  })

  test('a moment is shown with the time zone offset of its own day', async ({ assert }) => {
    const t = translator({ locale: 'en', timeZone: 'Europe/Madrid' })
    const shown = (until: string) => {
      return t('mails.welcome.expiry', { until: new Date(until), zone: 'Central European Time' })
    }
    assert.match(shown('2026-03-29T00:30:00Z'), /March 29, 2026, 1:30\sAM/)
    assert.match(shown('2026-03-29T01:30:00Z'), /March 29, 2026, 3:30\sAM/)
    assert.match(shown('2026-12-31T23:30:00Z'), /January 1, 2027, 12:30\sAM/)
  })
})

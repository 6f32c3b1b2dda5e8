import { test } from '@japa/runner'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import i18nManager from '@adonisjs/i18n/services/main'
import type { TranslationsFormatterContract } from '@adonisjs/i18n/types'
import { translator } from '#i18n/translator'

type Loose = (key: string, values?: object) => string

/** Adds these messages to the catalogues for one test. */
function withMessages(messages: Record<string, Record<string, string>>) {
  const before = i18nManager.getTranslations()
  Object.defineProperty(i18nManager, 'getTranslations', {
    configurable: true,
    value: () => changed,
  })
  const changed = Object.fromEntries(
    Object.keys(before).map((locale) => [locale, { ...before[locale], ...messages[locale] }])
  )
  Object.defineProperty(i18nManager, 'getTranslationsFor', {
    configurable: true,
    value: (locale: string) => changed[locale] ?? {},
  })
  return () => {
    Reflect.deleteProperty(i18nManager, 'getTranslations')
    Reflect.deleteProperty(i18nManager, 'getTranslationsFor')
  }
}

test.group('Messages | on the server', () => {
  test('a plural and its number follow the locale', ({ assert }) => {
    assert.equal(translator('en')('lists.count', { total: 1 }), '1 entry')
    assert.equal(translator('es')('lists.count', { total: 12345 }), '12.345 entradas')
  })

  test('dates are shown in the time zone of the region', ({ assert, cleanup }) => {
    cleanup(withMessages({ en: { 'test.at': '{at, date, medium} {at, time, short}' } }))
    const at = new Date('2026-12-31T23:30:00Z')
    const shown = (timeZone: string) =>
      (translator({ locale: 'en', timeZone }) as Loose)('test.at', { at })

    assert.equal(shown('UTC'), 'Dec 31, 2026 11:30 PM')
    assert.equal(shown('Asia/Tokyo'), 'Jan 1, 2027 8:30 AM')
  })

  test('an untranslated message falls back to the default locale and its plural rules', ({
    assert,
    cleanup,
  }) => {
    cleanup(withMessages({ en: { 'test.sum': '{sum, number}' } }))
    const t = translator('es') as Loose

    assert.equal(t('test.sum', { sum: 12345.5 }), '12,345.5')
    assert.equal(t('test.nothing'), 'test.nothing')
  })

  test('a message with tags becomes plain text when no slots are given', ({ assert }) => {
    const t = translator('en') as Loose
    assert.equal(t('auth.sessions.no_account'), 'New here? Create an account')
  })

  test('`ctx.t` uses the locale of the request', ({ assert }) => {
    const ctx = new HttpContextFactory().create()
    assert.equal(ctx.t('auth.password'), 'Password')
    ctx.locale = 'es'
    assert.equal(ctx.t('auth.password'), 'Contraseña')
  })

  test('the I18n service of AdonisJS formats with the same messages', ({ assert }) => {
    const formatter: TranslationsFormatterContract = i18nManager.getFormatter()
    const i18n = i18nManager.locale('es')

    assert.equal(i18n.t('auth.sessions.no_account'), '¿Aún no tienes cuenta? Crea una')
    assert.equal(i18n.formatRawMessage('{names, list}', { names: ['a', 'b'] }), 'a y b')
    assert.equal(
      formatter.format('{n, plural, one {# day} other {# days}}', 'en', { n: 1 }),
      '1 day'
    )
    assert.equal(i18n.fallbackLocale, 'en')
  })

  test('validation errors are translated', async ({ client }) => {
    const response = await client
      .post('/signup')
      .form({ name: 'Ada', email: 'ada@example.com', password: 'short' })
      .header('accept-language', 'es')
      .accept('json')
      .withCsrfToken()

    response.assertStatus(422)
    response.assertTextIncludes('Escribe al menos 8 caracteres.')
  })

  test('a page shows the link inside its sentence', async ({ client }) => {
    const english = await client.get('/login')
    english.assertTextIncludes('New here? <!--[--><a')
    english.assertTextIncludes('Create an account')
  })
})

import { test } from '@japa/runner'
import I18nMissing from '#i18n/commands/i18n_missing'
import { project } from '#i18n/tests/support/project'

test.group('Commands | i18n:missing', () => {
  test('i18n:missing exits 0 for complete catalogues', async ({ assert }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nMissing)
    assert.equal(exitCode, 0)
    assert.include(output, 'Complete: en, es')
  })

  test('i18n:missing lists missing and malformed messages with their places and exits 1', async ({
    assert,
  }) => {
    await using app = await project()
    await app.write(
      'resources/lang/es/auth.json',
      '{\n  "title": "",\n  "lead": "{n, plural, other {#}}"\n}\n'
    )

    const { exitCode, output } = await app.run(I18nMissing, 'es')
    assert.equal(exitCode, 1)
    assert.include(output, 'resources/lang/es/auth.json:2  auth.title: not translated yet')
    assert.include(output, 'resources/lang/es/auth.json  auth.old: missing')
    assert.include(output, 'auth.lead: {n, plural} lacks the form "many"')
  })

  test('--json prints a stable structure', async ({ assert }) => {
    await using app = await project()
    await app.write('resources/lang/es/auth.json', '{ "title": "Crear", "old": "" }')

    const { exitCode, output } = await app.run(I18nMissing, 'es', '--json')
    assert.equal(exitCode, 1)
    assert.deepEqual(JSON.parse(output), {
      default: 'en',
      complete: false,
      locales: [
        {
          locale: 'es',
          keys: 3,
          translated: 1,
          missing: 2,
          percentage: 33.3,
          problems: [
            {
              key: 'auth.lead',
              kind: 'missing',
              problem: 'missing',
              file: 'resources/lang/es/auth.json',
              line: null,
            },
            {
              key: 'auth.old',
              kind: 'untranslated',
              problem: 'not translated yet',
              file: 'resources/lang/es/auth.json',
              line: 1,
            },
          ],
          toTranslate: [],
        },
      ],
    })
  })

  test('a text that was copied from the default locale is listed until it is translated', async ({
    assert,
  }) => {
    await using app = await project()
    const spanish = (title: string) =>
      app.write(
        'resources/lang/es/auth.json',
        `{\n  "//": "To translate",\n  "title": "${title}",\n  "lead": "{n, plural, one {#} many {#} other {#}}",\n  "old": "Viejo"\n}\n`
      )
    await spanish('Sign up')
    const copied = await app.run(I18nMissing, 'es')
    assert.equal(copied.exitCode, 0)
    assert.include(copied.output, 'es/auth.json:3  auth.title: still the text of the default')
    assert.include(copied.output, 'Marked for translation: 1, listed above')
    assert.include(copied.output, 'No message is missing or wrong: es')
    const json = await app.run(I18nMissing, 'es', '--json')
    const [spanishReport] = JSON.parse(json.output).locales
    assert.containSubset(spanishReport, { keys: 3, translated: 2, missing: 0, percentage: 66.6 })

    await spanish('Crear cuenta')
    const { output } = await app.run(I18nMissing, 'es')
    assert.notInclude(output, 'Marked for translation')
    assert.include(output, 'Complete: es')
  })

  test('an unknown locale is an error that lists the existing locales', async ({ assert }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nMissing, 'fr')
    assert.equal(exitCode, 1)
    assert.include(output, 'There is no locale "fr" in resources/lang. Existing locales: en, es.')
  })
})

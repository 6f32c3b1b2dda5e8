import { test } from '@japa/runner'
import I18nPseudo from '#i18n/commands/i18n_pseudo'
import I18nMissing from '#i18n/commands/i18n_missing'
import { project } from '#i18n/tests/support/project'

test.group('Commands | i18n:pseudo', () => {
  test('i18n:pseudo writes two complete locales, and removes them again', async ({ assert }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nPseudo)
    assert.equal(exitCode, 0)
    assert.include(output, '/?lang=en-XA')
    assert.include(await app.read('resources/lang/en-XA/auth.json'), '"title": "[Šîĝñ ûûþþ]"')
    assert.equal(await app.exitCode(I18nMissing, 'en-XA', 'ar-XB'), 0)

    assert.equal(await app.exitCode(I18nPseudo, '--remove'), 0)
    assert.sameMembers(await app.list('resources/lang'), [
      'en',
      'en/auth.json',
      'es',
      'es/auth.json',
    ])
  })

  test('a malformed message is named, and nothing is written', async ({ assert }) => {
    await using app = await project()
    await app.write('resources/lang/en/auth.json', '{\n  "title": "{n"\n}\n')
    const { exitCode, output } = await app.run(I18nPseudo)
    assert.equal(exitCode, 1)
    assert.include(output, 'resources/lang/en/auth.json:2: auth.title is not valid ICU')
    assert.notInclude(await app.list('resources/lang'), 'en-XA')
  })
})

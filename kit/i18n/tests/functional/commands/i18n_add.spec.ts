import { test } from '@japa/runner'
import I18nAdd from '#i18n/commands/i18n_add'
import I18nMissing from '#i18n/commands/i18n_missing'
import { project } from '#i18n/tests/support/project'

test.group('Commands | i18n:add', () => {
  test('a new locale gets every key in order, the comments and the generated files', async ({
    assert,
  }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nAdd, 'fr')
    assert.equal(exitCode, 0)
    assert.equal(
      await app.read('resources/lang/fr/auth.json'),
      '{\n  "//": "On the page of sign-ups",\n  "title": "",\n  "lead": "",\n  "old": ""\n}\n'
    )
    assert.include(await app.read('.adonisjs/server/locales.ts'), `'fr'`)
    for (const text of [
      'resources/lang/fr/auth.json',
      'left to right',
      'many: 1000000',
      'i18n:missing fr',
    ]) {
      assert.include(output, text)
    }
    assert.equal(await app.exitCode(I18nMissing, 'fr'), 1)
  })

  test('i18n:add refuses an invalid locale, an existing locale and an unknown --from', async ({
    assert,
  }) => {
    await using app = await project()
    for (const args of [['xx-yy'], ['es'], ['fr', '--from=de']]) {
      const { exitCode } = await app.run(I18nAdd, ...args)
      assert.equal(exitCode, 1, args.join(' '))
    }
    assert.sameMembers(await app.list('resources/lang'), [
      'en',
      'en/auth.json',
      'es',
      'es/auth.json',
    ])
  })
})

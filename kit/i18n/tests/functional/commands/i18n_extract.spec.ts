import { test } from '@japa/runner'
import I18nExtract from '#i18n/commands/i18n_extract'
import { FILES, project } from '#i18n/tests/support/project'

test.group('Commands | i18n:extract', () => {
  test('i18n:extract adds the missing keys to every locale once', async ({ assert }) => {
    await using app = await project()
    await app.write(
      'inertia/page.vue',
      `<template>{{ t('auth.help') }}{{ t('team.name') }}</template>\n`
    )

    const first = await app.run(I18nExtract)
    assert.equal(first.exitCode, 0)
    assert.include(first.output, 'inertia/page.vue:1  added in en, es: auth.help')
    assert.equal(
      await app.read('resources/lang/en/auth.json'),
      FILES['resources/lang/en/auth.json'].replace('"old": "Old"', '"old": "Old",\n  "help": ""')
    )
    assert.equal(await app.read('resources/lang/es/team.json'), '{\n  "name": ""\n}\n')

    const second = await app.run(I18nExtract, '--json')
    const { changed, missing } = JSON.parse(second.output)
    assert.deepEqual({ changed, missing }, { changed: [], missing: [] })
  })

  test('--check changes nothing, lists the place of each problem and exits 1', async ({
    assert,
  }) => {
    await using app = await project()
    await app.write('app/b.ts', `\nt('auth.help')\n`)

    const { exitCode, output } = await app.run(I18nExtract, '--check')
    assert.equal(exitCode, 1)
    assert.include(output, 'app/b.ts:2  missing in en, es: auth.help')
    assert.include(output, 'resources/lang/en/auth.json:5  unused: auth.old')
    assert.equal(
      await app.read('resources/lang/en/auth.json'),
      FILES['resources/lang/en/auth.json']
    )
  })

  test('--prune removes unused keys from every locale, then --check passes', async ({ assert }) => {
    await using app = await project()
    const { exitCode, output } = await app.run(I18nExtract, '--prune')
    assert.equal(exitCode, 0)
    assert.include(output, 'removed: auth.old')
    assert.notInclude(await app.read('resources/lang/es/auth.json'), 'old')
    assert.include(await app.read('resources/lang/en/auth.json'), '"//": "On the page of sign-ups"')
    assert.equal(await app.exitCode(I18nExtract, '--check'), 0)
  })

  test('a pattern that matches no key is an error', async ({ assert }) => {
    await using app = await project()
    await app.write('app/b.ts', 't(`auth.kinds.${kind}`)\n')
    const { exitCode, output } = await app.run(I18nExtract)
    assert.equal(exitCode, 1)
    assert.include(output, 'app/b.ts:1  auth.kinds.*: matches no key')
  })

  test('an unreadable file is reported in one line with its place', async ({ assert }) => {
    await using app = await project()
    await app.write('resources/lang/es/auth.json', '{\n  "a": "A"\n  "b": "B"\n}\n')
    const { exitCode, output } = await app.run(I18nExtract)
    assert.equal(exitCode, 1)
    assert.match(output, /resources\/lang\/es\/auth\.json:3: The file is not valid JSON/)

    assert.equal(await app.exitCode(I18nExtract, '--check', '--prune'), 1)
  })
})

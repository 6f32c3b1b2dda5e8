import { test } from '@japa/runner'
import { directionOf, isPseudo, localesIn, pseudoLocalesIn, readCatalogue } from '#i18n/catalogue'
import { CatalogueLoader } from '#i18n/catalogue_loader'
import { folderWith } from '#tests/support/folder'

test.group('Catalogue', () => {
  test('notes and empty messages are left out of the catalogue', async ({ assert }) => {
    await using folder = await folderWith({
      'en/area.json': JSON.stringify({
        '//': 'of the whole area',
        'a': 'A',
        '// b': 'of b',
        'b': { '// c': { deep: 'note' }, 'c': 'C', 'd': '' },
        'name.required': 'R',
      }),
    })

    assert.deepEqual(await readCatalogue(folder.path, 'en'), {
      'area.a': 'A',
      'area.b.c': 'C',
      'area.name.required': 'R',
    })
  })

  test('an invalid file is named in the error', async ({ assert }) => {
    await using folder = await folderWith({ 'en/a.json': '{', 'es/b.json': '{ "x": { "y": 1 } }' })

    await assert.rejects(() => readCatalogue(folder.path, 'en'), /^en\/a\.json: /)
    await assert.rejects(
      () => readCatalogue(folder.path, 'es'),
      'es/b.json: b.x.y is neither a text nor a group of texts'
    )
  })

  test('a folder that is removed during the read is skipped', async ({ assert }) => {
    await using folder = await folderWith({ 'en/a.json': '{ "x": "X" }' })
    const problems: string[] = []
    const loader = new CatalogueLoader(folder.path, ['en', 'en-XA'], (it) => problems.push(it))

    assert.deepEqual(await loader.load(), { 'en': { 'a.x': 'X' }, 'en-XA': {} })
    assert.match(problems.join(), /^en-XA: ENOENT/)
  })

  test('pseudo-locales have a text direction but are no languages', async ({ assert }) => {
    await using folder = await folderWith({
      'en/a.json': '{}',
      'ar/a.json': '{}',
      'en-XA/a.json': '{}',
      'ar-XB/a.json': '{}',
    })

    assert.deepEqual(await localesIn(folder.path), ['ar', 'en'])
    assert.deepEqual(await pseudoLocalesIn(folder.path), ['ar-XB', 'en-XA'])
    assert.deepEqual([isPseudo('ar-XB'), isPseudo('en-US')], [true, false])
    assert.deepEqual(['en', 'ar', 'en-XA', 'ar-XB', 'he'].map(directionOf), [
      'ltr',
      'rtl',
      'ltr',
      'rtl',
      'rtl',
    ])
  })

  test('an invalid file is reported and left out, the other files are loaded', async ({
    assert,
  }) => {
    await using folder = await folderWith({
      'en/a.json': '{ "x": "X", "y": "{n, plural, one {#} other {#}}" }',
      'es/a.json': '{ "x": "{equis", "y": "<b>Y" , "z": "Z"}',
      'es/b.json': 'no JSON',
    })
    const problems: string[] = []
    const loader = new CatalogueLoader(folder.path, ['en', 'es'], (problem) =>
      problems.push(problem)
    )

    assert.deepEqual(await loader.load(), {
      en: { 'a.x': 'X', 'a.y': '{n, plural, one {#} other {#}}' },
      es: { 'a.z': 'Z' },
    })
    assert.deepEqual(problems.slice(1), [
      'es, a.x: a { has no closing } (at character 1)',
      'es, a.y: this tag is not closed (at character 1)',
    ])
    assert.match(problems[0], /^es\/b\.json: /)
  })
})

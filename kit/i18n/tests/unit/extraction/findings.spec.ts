import { test } from '@japa/runner'
import { addMissing, copyOf, removeUnused } from '#i18n/extraction/apply_findings'
import { AreaFile } from '#i18n/extraction/area_file'
import { findingsOf, type Locales } from '#i18n/extraction/findings'
import type { Certainty, KeyUse } from '#i18n/extraction/key_use'

function localesOf(catalogues: Record<string, Record<string, object>>): Locales {
  return new Map(
    Object.entries(catalogues).map(([locale, areas]) => {
      const files = Object.entries(areas).map(([area, messages]) => {
        const path = `resources/lang/${locale}/${area}.json`
        return [area, new AreaFile(path, `${JSON.stringify(messages, null, 2)}\n`)] as const
      })
      return [locale, new Map(files)]
    })
  )
}

const use = (key: string, certainty: Certainty = 'key', line = 1): KeyUse => {
  return { key, certainty, file: 'app/a.ts', line }
}

test.group('Findings', () => {
  const locales = localesOf({
    en: { a: { one: 'One', two: 'Two', kinds: { x: 'X', y: 'Y' } } },
    es: { a: { one: 'Uno', extra: 'Más' } },
  })

  test('a key that a locale lacks is reported missing, with each place that uses it', ({
    assert,
  }) => {
    const { missing } = findingsOf([use('a.two'), use('a.two', 'key', 4), use('a.new')], locales)
    assert.deepEqual(missing, [
      {
        key: 'a.two',
        locales: ['es'],
        uses: [
          { file: 'app/a.ts', line: 1 },
          { file: 'app/a.ts', line: 4 },
        ],
      },
      { key: 'a.new', locales: ['en', 'es'], uses: [{ file: 'app/a.ts', line: 1 }] },
    ])
  })

  test('a plain text counts as a key only if the key exists, a typed text if its area exists', ({
    assert,
  }) => {
    const uses = [use('a.text', 'text'), use('a.typed', 'area'), use('b.typed', 'area')]
    const { missing } = findingsOf(uses, locales)
    assert.deepEqual(
      missing.map(({ key }) => key),
      ['a.typed']
    )
    const withArea = findingsOf([...uses, use('b.title')], locales)
    assert.sameMembers(
      withArea.missing.map(({ key }) => key),
      ['a.typed', 'b.typed', 'b.title']
    )
  })

  test('an unused key is reported in every locale that has it', ({ assert }) => {
    const { unused } = findingsOf([use('a.one', 'text'), use('a.kinds.*')], locales)
    assert.deepEqual(unused, [
      { key: 'a.two', places: [{ file: 'resources/lang/en/a.json', line: 3 }] },
      { key: 'a.extra', places: [{ file: 'resources/lang/es/a.json', line: 3 }] },
    ])
  })

  test('a pattern that matches no key and a text that is no key are broken', ({ assert }) => {
    const { broken, missing } = findingsOf([use('a.sorts.*'), use('Hello')], locales)
    assert.deepEqual(
      broken.map(({ key }) => key),
      ['a.sorts.*', 'Hello']
    )
    assert.isEmpty(missing)
  })

  test('a pattern may match a key that the same run adds', ({ assert }) => {
    const { missing, broken } = findingsOf([use('b.kinds.*'), use('b.kinds.x')], locales)
    assert.deepEqual(
      missing.map(({ key }) => key),
      ['b.kinds.x']
    )
    assert.deepEqual(broken, [])
  })

  test('each locale gets its missing keys in the order of the default locale', ({ assert }) => {
    const uses = [use('a.one'), use('a.two'), use('a.kinds.*'), use('a.kinds.z'), use('new.b')]
    const edited = copyOf(locales)
    addMissing(edited, findingsOf(uses, edited).missing)

    const text = (locale: string, area: string) => edited.get(locale)!.get(area)!.text
    assert.equal(text('en', 'new'), '{\n  "b": ""\n}\n')
    assert.equal(text('es', 'new'), '{\n  "b": ""\n}\n')
    assert.deepEqual(Object.keys(JSON.parse(text('es', 'a'))), ['one', 'two', 'kinds', 'extra'])
    assert.deepEqual(JSON.parse(text('en', 'a')).kinds, { x: 'X', y: 'Y', z: '' })
    assert.isEmpty(findingsOf(uses, edited).missing)
  })

  test('unused keys and emptied areas are removed from every locale', ({ assert }) => {
    const edited = copyOf(
      localesOf({ en: { a: { b: 'B' }, c: { d: 'D' } }, es: { a: { b: 'B' } } })
    )
    removeUnused(edited, findingsOf([use('c.d')], edited).unused)
    assert.deepEqual([...edited.get('en')!.keys()], ['c'])
    assert.deepEqual([...edited.get('es')!.keys()], [])
  })
})

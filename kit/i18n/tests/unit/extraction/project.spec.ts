import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { DEFAULT_LOCALE, localesIn } from '#i18n/catalogue'
import { findingsOf } from '#i18n/extraction/findings'
import { readAreas } from '#i18n/extraction/lang_folder'
import { usesIn } from '#i18n/extraction/source_uses'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const lang = `${root}resources/lang`

test.group('Keys of the project', () => {
  test('the catalogues have exactly the keys that the code uses', async ({ assert }) => {
    const names = await localesIn(lang)
    const areas = names.map(async (name) => [name, await readAreas(lang, name)] as const)
    const findings = findingsOf(await usesIn(root), new Map(await Promise.all(areas)))

    assert.include(names, DEFAULT_LOCALE)
    assert.deepEqual(findings, { missing: [], broken: [], unused: [] })
  })
})

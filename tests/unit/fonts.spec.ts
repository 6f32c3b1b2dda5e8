import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { fontsOf } from '#config/fonts'
import { LOCALES } from '#config/i18n'

const LIMIT_BYTES = 50_000

const fileIn = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

async function fontFilesOf(family: string) {
  const css = await readFile(fileIn('inertia/css/fonts.css'), 'utf8')
  const paths = [...css.matchAll(/url\('([^']+)'\)/g)].map(([, path]) => path)
  return paths.filter((path) => path.includes(`/${family}/`))
}

async function sizeOf(paths: string[]) {
  const files = await Promise.all(paths.map((path) => stat(fileIn(`node_modules/${path}`))))
  return files.reduce((sum, { size }) => sum + size, 0)
}

test.group('Fonts', () => {
  test('the files of a script have at most 50 kB together: {family}')
    .with([
      { family: 'geist', count: 2 },
      { family: 'vazirmatn', count: 1 },
    ])
    .run(async ({ assert }, { family, count }) => {
      const paths = await fontFilesOf(family)
      assert.lengthOf(paths, count)
      assert.isBelow(await sizeOf(paths), LIMIT_BYTES)
    })

  test('every preloaded file belongs to a declared font', async ({ assert }) => {
    const declared = [...(await fontFilesOf('geist')), ...(await fontFilesOf('vazirmatn'))]
    assert.includeMembers(declared, LOCALES.flatMap(fontsOf))
  })

  test('only a language in Arabic letters preloads the Arabic font', ({ assert }) => {
    const isArabic = (locale: string) => fontsOf(locale).some((path) => path.includes('vazirmatn'))
    assert.deepEqual(['ar', 'ar-XB', 'fa', 'ur'].filter(isArabic), ['ar', 'ar-XB', 'fa', 'ur'])
    assert.deepEqual(['en', 'en-XA', 'es', 'tr', 'vi'].filter(isArabic), [])
  })
})

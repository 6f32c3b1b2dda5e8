import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import { build, type Rolldown } from 'vite'
import { areasOfPages } from '#i18n/message_areas'
import { compileCatalogue, moduleOf } from '#i18n/message_compiler'
import { plainText, type Rich } from '#i18n/message_runtime'
import { messages, type MessagesOptions } from '#i18n/messages_plugin'
import { messageModules } from '#i18n/page_files'
import { folderWith } from '#tests/support/folder'
import { randomOf } from '#i18n/tests/unit/random_messages'
import { syntheticCatalogue } from '#i18n/tests/unit/synthetic_catalogue'

const PAGES = {
  'inertia/app.ts': `import { loaders, areaLoaders, pageAreas, languages } from 'virtual:messages'
    import '~/root.ts'
    export default { loaders, areaLoaders, pageAreas, languages }`,
  'inertia/root.ts': `t('common.app')`,
  'inertia/layouts/app.vue': `<template>{{ t('menu.open') }}</template>`,
  'inertia/pages/home.vue': `<script setup>
    import Card from '~/components/card.vue'
    const route = urlFor('reports.index')
    </script><template>{{ t('common.app') }}</template>`,
  'inertia/components/card.vue': `<script setup>import { label } from './label'</script>`,
  'inertia/components/label.ts': 'export const label = (name) => t(`cards.${name}.title`)',
  'inertia/pages/reports/index.vue': `<template><T k="reports.title" /></template>`,
  'inertia/pages/anything.vue': '<template>{{ t(`${area}.title`) }}</template>',
  'inertia/pages/plain.vue': '<template>{{ t("common.app") }}</template>',
}

const ENGLISH = {
  'lang/en/common.json': '{ "app": "App" }',
  'lang/en/menu.json': '{ "open": "Open" }',
  'lang/en/cards.json': '{ "a": { "title": "A" } }',
  'lang/en/reports.json':
    '{ "title": "<b>Reports</b>", "count": "{n, plural, one {#} other {#}}" }',
  'lang/en/mails.json': '{ "subject": "For the server" }',
}

const SPANISH = {
  'lang/es/common.json': '{ "app": "Aplicación" }',
  'lang/es/reports.json': '{ "title": "" }',
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))

interface Browser {
  languages: object[]
  loadMessages(locale: string, page: string): Promise<void>
  richTranslator(locale: string): (key: string, values?: object) => Rich
}

/** `inertia/messages.ts` of the app with the catalogues of a folder. */
async function browserOf(folder: string, options: MessagesOptions): Promise<Browser> {
  const entry = `${folder}/inertia/app.ts`
  await writeFile(entry, `export * from '${root}inertia/messages.ts'\n// t('common.app')`)
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: [{ find: /^#i18n\/(.*)$/, replacement: `${root}kit/i18n/$1.ts` }] },
    plugins: [messages({ folder: 'lang', ...options })],
    build: { ssr: entry, outDir: `${folder}/out` },
  })
  return import(`${folder}/out/app.js`)
}

async function built(folder: string, options: MessagesOptions) {
  const result = (await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '~': `${folder}/inertia` } },
    plugins: [messages({ folder: 'lang', ...options })],
    build: {
      write: false,
      manifest: true,
      minify: false,
      rolldownOptions: { input: `${folder}/inertia/app.ts`, preserveEntrySignatures: 'strict' },
    },
  })) as Rolldown.RolldownOutput
  const names = result.output.map(
    (file) => ('facadeModuleId' in file && file.facadeModuleId) || file.fileName
  )
  const json = (name: string) => {
    const file = result.output.find(({ fileName }) => fileName === `.vite/${name}.json`)
    return JSON.parse(String(file && 'source' in file && file.source))
  }
  return {
    modules: names
      .filter((name) => name.startsWith('\0virtual:'))
      .map((name) => name.slice(1))
      .sort(),
    // Vite names virtual modules by a path relative to the process's working folder.
    manifest: Object.keys(json('manifest')).map((name) => name.replace(/^.*(?=virtual:)/, '')),
    pages: json('messages'),
  }
}

test.group('Messages of the browser', () => {
  test('500 messages take at most 15 kB', ({ assert }) => {
    const catalogue = syntheticCatalogue(randomOf(1), 500)
    const code = moduleOf(compileCatalogue(catalogue))

    assert.lengthOf(Object.keys(catalogue), 500)
    assert.isAtMost(gzipSync(code).length, 15_000)
  })

  test('a page needs the areas of all keys that it and its imports use', async ({ assert }) => {
    await using folder = await folderWith(PAGES)
    const keys = ['common.app', 'menu.open', 'cards.a.title', 'reports.title', 'reports.count']

    assert.deepEqual(await areasOfPages(`${folder.path}/inertia`, keys), {
      'anything': ['cards', 'reports'],
      'home': ['cards'],
      'reports/index': ['reports'],
    })
  })

  test('a layout that only some pages have brings its areas to these pages alone', async ({
    assert,
  }) => {
    const pages = { ...PAGES, 'inertia/app.ts': `import('~/layouts/app.vue')` }
    await using folder = await folderWith(pages)
    const keys = ['common.app', 'menu.open', 'reports.title']
    const layoutsOf = (page: string) => (page === 'home' ? [] : ['layouts/app.vue'])

    assert.deepEqual(await areasOfPages(`${folder.path}/inertia`, keys, layoutsOf), {
      'anything': ['common', 'menu', 'reports'],
      'home': ['common'],
      'plain': ['common', 'menu'],
      'reports/index': ['menu', 'reports'],
    })
  })

  test('a small locale is one file, a large one has a file for each area that only some pages need', async ({
    assert,
  }) => {
    await using folder = await folderWith({ ...PAGES, ...ENGLISH, ...SPANISH })

    const small = await built(folder.path, {})
    assert.deepEqual(small.modules, ['virtual:messages/en', 'virtual:messages/es'])
    assert.deepEqual(small.pages, {})

    const large = await built(folder.path, { limit: 10 })
    assert.deepEqual(large.modules, [
      'virtual:messages/en',
      'virtual:messages/en/cards',
      'virtual:messages/en/reports',
      'virtual:messages/es',
      'virtual:messages/es/cards',
      'virtual:messages/es/reports',
    ])
    assert.deepEqual(large.pages['reports/index'], ['reports'])
    assert.includeMembers(large.manifest, messageModules(large.pages, 'reports/index', 'es'))
  })

  test('a build has pseudo-locales only if the browser tests ask for them', async ({ assert }) => {
    await using folder = await folderWith({
      ...PAGES,
      ...ENGLISH,
      'lang/en-XA/common.json': '{ "app": "[Åþþ]" }',
    })
    const deployable = await built(folder.path, {})
    assert.deepEqual(deployable.modules, ['virtual:messages/en'])

    const forTests = await built(folder.path, { buildPseudoLocales: true })
    assert.deepEqual(forTests.modules, ['virtual:messages/en', 'virtual:messages/en-XA'])
  })

  test('a page has the messages of its areas, and English for untranslated ones', async ({
    assert,
  }) => {
    await using folder = await folderWith({ ...PAGES, ...ENGLISH, ...SPANISH })
    const browser = await browserOf(folder.path, { limit: 10 })
    const find = browser.richTranslator('es')
    const t = (key: string, values?: object) => plainText(find(key, values))

    await browser.loadMessages('es', 'plain')
    assert.deepEqual([t('common.app'), t('menu.open')], ['Aplicación', 'Open'])
    assert.equal(t('reports.title'), 'reports.title')

    await browser.loadMessages('es', 'reports/index')
    assert.deepEqual([t('reports.title'), t('reports.count', { n: 2 })], ['Reports', '2'])
    assert.deepEqual(find('reports.title'), [{ tag: 'b', children: 'Reports' }])
    assert.deepEqual(browser.languages, [
      { code: 'en', name: 'English', dir: 'ltr', isPseudo: false },
      { code: 'es', name: 'Español', dir: 'ltr', isPseudo: false },
    ])
  })

  test("a large catalogue is split at the limit in the app's config", async ({ assert }) => {
    const catalogue = syntheticCatalogue(randomOf(2), 1500)
    const files = Object.entries(catalogue).map(([key, text]) => {
      const [area, group, name] = key.split('.')
      return { area, message: { [group]: { [name]: text } } }
    })
    const areas = Object.groupBy(files, ({ area }) => area)
    const lang = Object.entries(areas).map(([area, entries]) => {
      const merged: Record<string, Record<string, string>> = {}
      for (const { message } of entries ?? []) {
        for (const [group, texts] of Object.entries(message))
          Object.assign((merged[group] ??= {}), texts)
      }
      return [`lang/en/${area}.json`, JSON.stringify(merged)]
    })
    await using folder = await folderWith({
      'inertia/app.ts': `import { loaders, areaLoaders } from 'virtual:messages'
        export default { loaders, areaLoaders }`,
      'inertia/pages/billing.vue': 't(`billing.${group}.x`)',
      ...Object.fromEntries(lang),
    })

    const { modules } = await built(folder.path, {})
    assert.deepEqual(modules, ['virtual:messages/en', 'virtual:messages/en/billing'])
  })
})

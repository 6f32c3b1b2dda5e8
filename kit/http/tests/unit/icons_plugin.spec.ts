import { test } from '@japa/runner'
import { build, type Rolldown } from 'vite'
import { icons } from '#http/icons_plugin'
import { folderWith } from '#tests/support/folder'

async function built(source: string) {
  await using folder = await folderWith({
    'inertia/page.ts': source,
    'inertia/registry.ts': 'export const addIcon = (name, icon) => console.log(name, icon)',
  })
  const registry = `${folder.path}/inertia/registry.ts`
  const { output } = (await build({
    root: folder.path,
    configFile: false,
    logLevel: 'silent',
    plugins: [icons({ collections: ['lucide'], own: { close: 'i-lucide-x' }, registry })],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: `${folder.path}/inertia/page.ts` },
    },
  })) as Rolldown.RolldownOutput
  return output[0].code
}

test.group('Icons of the browser', () => {
  test('a module has the icons that it names, each once, and no others', async ({ assert }) => {
    const code = await built(
      `export const names = ['i-lucide-sun', "i-lucide-sun", 'i-lucide-moon']`
    )
    const added = [...code.matchAll(/addIcon\("([\w-]+)", \{/g)].map(([, name]) => name)
    assert.deepEqual(added, ['lucide-sun', 'lucide-moon'])
    assert.include(code, '<path')
  })

  test('a component of Nuxt UI has its own icons', async ({ assert }) => {
    const code = await built('console.log(appConfig.ui.icons.close)')
    assert.include(code, 'addIcon("lucide-x"')
  })

  test('the build fails for an icon that does not exist', async ({ assert }) => {
    await assert.rejects(() => built(`console.log('i-lucide-no-such')`), /no icon "no-such"/)
    await assert.rejects(() => built('console.log(appConfig.ui.icons.gone)'), /"gone" is not in/)
  })
})

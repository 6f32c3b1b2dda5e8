import { createServer } from 'vite'
import { test } from '@japa/runner'
import { folderWith } from '#tests/support/folder'

test.group('Vite modules', () => {
  test('the stub of Nuxt UI is one module for files and for the browser', async ({
    assert,
    cleanup,
  }) => {
    await using cache = await folderWith({})
    const server = await createServer({
      cacheDir: cache.path,
      configFile: 'vite.config.ts',
      logLevel: 'silent',
      server: { middlewareMode: true, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true, include: ['vue'] },
    })
    cleanup(() => server.close())

    const { pluginContainer } = server.environments.client
    const imported = await pluginContainer.resolveId('#imports', 'inertia/app.ts')
    const path = imported!.id.slice(server.config.root.length)
    const asked = await pluginContainer.resolveId(path)

    assert.match(path, /stubs\/inertia\.js$/)
    assert.equal(asked?.id, imported?.id)
  }).timeout(60_000)
})

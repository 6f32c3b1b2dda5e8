import { readFile, writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { test } from '@japa/runner'
import type { ApplicationService } from '@adonisjs/core/types'
import MessagesProvider from '#i18n/messages_provider'
import { writeWhole } from '#console/generated_files'
import { eventually } from '#local_services/tests/unit/checkout'
import { folderWith } from '#tests/support/folder'

/** The provider of a development app whose catalogue has one message. */
async function development() {
  const folder = await folderWith({ 'resources/lang/en/area.json': '{ "first": "First" }' })
  let reloads = 0
  const errors: string[] = []
  const services = {
    i18n: { reloadTranslations: async () => reloads++ },
    logger: { error: (text: string) => errors.push(text) },
  }
  const app = {
    inDev: true,
    makePath: () => folder.path,
    languageFilesPath: () => `${folder.path}/resources/lang`,
    relativePath: (path: string) => relative(folder.path, path),
    container: { make: async (name: keyof typeof services) => services[name] },
  } as unknown as ApplicationService

  const provider = new MessagesProvider(app)
  await provider.ready()
  return {
    errors,
    reloads: () => reloads,
    catalogue: `${folder.path}/resources/lang/en/area.json`,
    types: () => readFile(`${folder.path}/.adonisjs/client/messages.d.ts`, 'utf8'),
    async [Symbol.asyncDispose]() {
      await provider.shutdown()
      await folder[Symbol.asyncDispose]()
    },
  }
}

test.group('Catalogues in development', () => {
  for (const [way, write] of Object.entries({
    'written in place': writeFile,
    'replaced': writeWhole,
  })) {
    test(`a catalogue that is ${way} updates types and messages`, async ({ assert }) => {
      await using server = await development()
      for (const key of ['second', 'third']) {
        const before = server.reloads()
        await write(server.catalogue, `{ "${key}": "Hello {name}" }`)
        await eventually(async () => {
          assert.include(await server.types(), `'area.${key}': { name: string | number }`)
          assert.isAbove(server.reloads(), before)
        })
      }
    })
  }

  test('a malformed catalogue is reported, and the next version is loaded', async ({ assert }) => {
    await using server = await development()
    await writeFile(server.catalogue, '{ "second": ')
    await eventually(async () => assert.include(server.errors.join(), 'area.json'))
    await writeFile(server.catalogue, '{ "second": "Second" }')
    await eventually(async () => assert.include(await server.types(), `'area.second': undefined`))
  })
})

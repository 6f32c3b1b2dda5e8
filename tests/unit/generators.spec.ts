import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

/** The source that a `make:` command generates. */
async function generated(pack: string, stubPath: string, state: Record<string, unknown>) {
  const source = fileURLToPath(import.meta.resolve(pack))
  const stubs = await app.stubs.create()
  const stub = await stubs.build(stubPath, { source })
  const { contents } = await stub.prepare(state)
  return contents
}

test.group('Generators', () => {
  test('make:listener imports its event through an alias of package.json', async ({ assert }) => {
    const listener = await generated('@adonisjs/core', 'make/listener/for_event.stub', {
      entity: app.generators.createEntity('notify_reader'),
      event: app.generators.createEntity('book_added'),
    })
    const { imports } = JSON.parse(await readFile(app.makePath('package.json'), 'utf8'))

    assert.include(listener, "import type BookAdded from '#events/book_added'")
    assert.equal(imports['#events/*'], './app/events/*.js')
    assert.equal(imports['#listeners/*'], './app/listeners/*.js')
  })
})

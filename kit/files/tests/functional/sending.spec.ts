import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import drive from '@adonisjs/drive/services/main'
import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { sendFile, type StoredFile } from '#files/main'
import { sampleContent, sampleFile } from '#files/sample_file'

const HOST = 'files.localhost'
let file: StoredFile | null = null

// The router accepts routes only until the server starts.
router
  .get('/file-of-a-test', (ctx) => sendFile(ctx, file))
  .domain(HOST)
  .use(middleware.access('everyone'))

function get(client: ApiClient, etag?: string) {
  const request = client.get('/file-of-a-test').header('host', HOST)
  if (etag) request.header('if-none-match', etag)
  return request.setup(({ request: agent }) => {
    agent.responseType('arraybuffer')
  })
}

test.group('Files | sending', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('a document is downloaded under the name of the person', async ({ assert, client }) => {
    file = { ...(await sampleFile('papers', 'x.pdf')), name: 'Angebot für “Ada”.pdf' }
    const response = await get(client)

    response.assertStatus(200)
    response.assertHeader('content-type', 'application/pdf')
    const disposition = response.header('content-disposition')!
    assert.match(disposition, /^attachment; filename="Angebot f/)
    assert.include(disposition, `filename*=UTF-8''Angebot%20f%C3%BCr%20%E2%80%9CAda%E2%80%9D.pdf`)
    response.assertHeader('content-length', String(file.size))
    response.assertHeader('x-content-type-options', 'nosniff')
    response.assertHeader('cache-control', 'private, no-cache')
    response.assertHeader('content-security-policy', `default-src 'none'; sandbox`)
    assert.deepEqual(Buffer.from(response.body()), sampleContent('pdf'))
  })

  test('a picture is shown in the page', async ({ assert, client }) => {
    file = await sampleFile('papers', 'x.png')
    const response = await get(client)
    response.assertHeader('content-type', 'image/png')
    assert.match(response.header('content-disposition')!, /^inline; filename="?x\.png"?$/)
  })

  for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml']) {
    test(`a file of ${type} is never shown`, async ({ assert, client }) => {
      file = { ...(await sampleFile('papers', 'x.txt')), type }
      const response = await get(client)
      assert.match(response.header('content-disposition')!, /^attachment/)
    })
  }

  test('a browser that has the file gets no second copy', async ({ client }) => {
    file = await sampleFile('papers', 'x.png')
    const first = await get(client)
    const second = await get(client, first.header('etag'))
    second.assertStatus(304)

    file = await sampleFile('papers', 'x.png')
    const other = await get(client, first.header('etag'))
    other.assertStatus(200)
  })

  test('a record without a file has no such page', async ({ client }) => {
    file = null
    const response = await get(client)
    response.assertStatus(404)
  })

  test('a file that is gone has no such page', async ({ client }) => {
    file = await sampleFile('papers', 'x.png')
    await drive.use().delete(file.key)
    const response = await get(client)
    response.assertStatus(404)
  })
})

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import bodyParserConfig from '#config/bodyparser'
import { eventually } from '#tests/support/eventually'
import {
  abortedRequest,
  multipartBody,
  multipartHeaders as headers,
  rawRequest,
  type Part,
} from '#tests/support/raw_request'

const file: Part = { name: 'avatar', fileName: 'avatar.png', value: 'a'.repeat(100_000) }

const takers = bodyParserConfig.multipart.autoProcess as string[]

test.group('Security | uploads', (group) => {
  let folder: string

  group.each.setup(async () => {
    const { TMPDIR = '/tmp' } = process.env
    folder = await mkdtemp(join(tmpdir(), 'easystart-test-'))
    process.env.TMPDIR = folder
    return async () => {
      process.env.TMPDIR = TMPDIR
      await rm(folder, { recursive: true })
    }
  })

  const isEmpty = () => readdir(folder).then(({ length }) => length === 0)

  for (const path of ['/login', '/locale', '/no/such/page', '/logout', '/health/ready']) {
    test(`a file that is sent to ${path} is never written to disk`, async ({ assert }) => {
      const seen = await namesSeenIn(folder, () =>
        rawRequest({ path, headers, body: multipartBody([file, file]) })
      )
      assert.deepEqual(seen, [])
    })
  }

  for (const [title, parts, status] of [
    ['without a CSRF token', [file], 419],
    ['with too many files', Array.from({ length: 21 }, () => file), 413],
    ['with a malformed field behind them', [file, { name: 'a[999999999]' }], 400],
    ['of more than 20 MB', [file, { ...file, value: 'a'.repeat(21e6) }], 413],
  ] as [string, Part[], number][]) {
    test(`no file is left after a form with files ${title}`, async ({ assert, cleanup }) => {
      takers.push('/login')
      cleanup(() => void takers.pop())
      const response = await rawRequest({ headers, body: multipartBody(parts) })

      assert.equal(response.status, status)
      await eventually(isEmpty, 5000)
    })
  }

  test('no file is left after a form that fails its validation', async ({
    assert,
    cleanup,
    client,
  }) => {
    takers.push('/login')
    cleanup(() => void takers.pop())
    let response: ApiResponse
    const seen = await namesSeenIn(folder, async () => {
      response = await client
        .post('/login')
        .file('avatar', Buffer.alloc(1e6), { filename: 'file.txt' })
        .accept('json')
        .withCsrfToken()
    })

    response!.assertStatus(422)
    assert.match(seen[0], /^easystart-upload-/)
    await eventually(isEmpty, 5000)
  })

  test('no file is left after an aborted form', async ({ cleanup }) => {
    takers.push('/login')
    cleanup(() => void takers.pop())
    const body = multipartBody([file, file], { isComplete: false })
    for (let times = 0; times < 5; times++) await abortedRequest({ headers, body })

    await eventually(isEmpty, 5000)
  })
})

async function namesSeenIn(folder: string, action: () => Promise<unknown>) {
  const names = new Set<string>()
  const look = () => readdir(folder).then((found) => found.forEach((name) => names.add(name)))
  const watching = setInterval(look, 1)
  await action()
  clearInterval(watching)
  await look()
  return [...names]
}

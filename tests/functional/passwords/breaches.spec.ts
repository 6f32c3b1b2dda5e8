import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import logger from '@adonisjs/core/services/logger'
import { breachCheck } from '#config/auth'
import queue from '#queue/main'

const STOLEN = 'ziggurat-umbrella-71'
const DIGEST = createHash('sha1').update(STOLEN).digest('hex').toUpperCase()
const [PREFIX, REST] = [DIGEST.slice(0, 5), DIGEST.slice(5)]

test.group('Passwords | breaches', (group) => {
  group.each.setup(() => {
    const before = { ...breachCheck }
    return () => void Object.assign(breachCheck, before)
  })

  test('a password in a known breach is refused, and the service learns 5 digits of its hash (ASVS 6.2.12)', async ({
    assert,
    client,
  }) => {
    const requests: { url?: string; padding?: unknown }[] = []
    await using server = await listen((request, response) => {
      requests.push({ url: request.url, padding: request.headers['add-padding'] })
      response.end(`${'0'.repeat(35)}:3\r\n${REST}:42\r\n${'F'.repeat(35)}:0`)
    })
    Object.assign(breachCheck, { isOn: true, url: server.url })

    assert.deepEqual(await mistakesOf(client, STOLEN), [
      'This password is in a list of stolen passwords. Choose a password that you use nowhere else.',
    ])
    assert.deepEqual(requests, [{ url: `/range/${PREFIX}`, padding: 'true' }])
    assert.isUndefined(await mistakesOf(client, 'another-ziggurat-72'))
  })

  for (const [title, answer] of Object.entries<RequestListener>({
    'padding': (_, response) => response.end(`${REST}:0`),
    'another range': (_, response) => response.end(`${'0'.repeat(35)}:3`),
    'an error': (_, response) => response.writeHead(503).end(`${REST}:42`),
    'a redirect': (_, response) => response.writeHead(302, { location: '/' }).end(),
    'a broken answer': (_, response) => response.destroy(),
    'no text': (_, response) => response.end(),
  })) {
    test(`a service that answers with ${title} refuses no password (ASVS 15.3.2, 16.5.2)`, async ({
      assert,
      client,
    }) => {
      await using server = await listen(answer)
      Object.assign(breachCheck, { isOn: true, url: server.url })

      assert.isUndefined(await mistakesOf(client, STOLEN))
    })
  }

  test('the sign-up waits 2 seconds at most, and the log names neither password nor hash (ASVS 16.2.5)', async ({
    assert,
    client,
  }) => {
    const lines: unknown[][] = []
    const { warn } = logger
    logger.warn = ((...line: unknown[]) => void lines.push(line)) as typeof warn
    await using silent = await listen((request, response) => {
      if (request.url?.endsWith(PREFIX)) response.write(`${REST}:`)
    })
    try {
      Object.assign(breachCheck, { isOn: true, url: silent.url })
      const start = performance.now()
      assert.isUndefined(await mistakesOf(client, STOLEN))
      assert.closeTo(performance.now() - start, 2000, 1000)

      Object.assign(breachCheck, { url: 'http://127.0.0.1:1/range' })
      assert.isUndefined(await mistakesOf(client, STOLEN))
    } finally {
      logger.warn = warn
    }

    const text = 'The check for breached passwords failed'
    assert.deepEqual(lines, [
      [{ reason: 'timeout' }, text],
      [{ reason: lines[1] && (lines[1][0] as { reason: string }).reason }, text],
    ])
    for (const secret of [STOLEN, PREFIX, REST]) assert.notInclude(JSON.stringify(lines), secret)
  })

  test('without the switch no service is asked', async ({ assert, client }) => {
    let requests = 0
    await using server = await listen((_, response) => {
      requests++
      response.end(`${REST}:42`)
    })
    Object.assign(breachCheck, { url: server.url })

    assert.isUndefined(await mistakesOf(client, STOLEN))
    assert.equal(requests, 0)
  })
})

async function mistakesOf(client: ApiClient, password: string) {
  using fake = queue.fake()
  const email = `grace.${crypto.randomUUID()}@example.com`
  const answer = await client
    .visit('registrations.store')
    .form({ name: 'Grace Hopper', email, password })
    .withCsrfToken()
    .redirects(0)
  const { inputErrorsBag }: any = answer.flashMessages()
  const mistakes: string[] | undefined = inputErrorsBag?.password
  fake.assertCount(mistakes ? 0 : 1)
  return mistakes
}

async function listen(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/range`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { eventually } from '#tests/support/eventually'
import { startProductionServer } from '#tests/support/processes'
import { rawRequest } from '#tests/support/raw_request'
import { Visitor } from '#tests/support/visitor'

interface Line {
  method?: string
  route?: string | null
  status?: number | null
  ms?: number
  request_id?: string
  user_id?: number
}

test.group('Request log', (group) => {
  let server: Awaited<ReturnType<typeof startProductionServer>>

  group.setup(async () => {
    server = await startProductionServer({ LOG_LEVEL: 'info' })
    return () => server.stop()
  })

  async function lineOf(response: { headers: Headers }) {
    const id = response.headers.get('x-request-id')
    return eventually(async () => {
      const lines = server.lines().map((line): Line => JSON.parse(line))
      return lines.find((one) => one.method && one.request_id === id)
    })
  }

  test('a request has a log line with its route, status, time and id, without values (ASVS 16.2.1, 16.2.2)', async ({
    assert,
  }) => {
    const visitor = new Visitor(server.origin)
    const line = await lineOf(await visitor.get('/login?secret=of-somebody'))

    assert.containSubset(line, { method: 'GET', route: '/login', status: 200 })
    assert.isAbove(line.ms!, 0)
    assert.notInclude(server.lines().join('\n'), 'of-somebody')
  })

  test("the log line of a member's request names the account (ASVS 16.3.2)", async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(server.origin)
    await visitor.get('/login')
    await visitor.post('/login', { email: user.email, password: 'secret-password' })
    const line = await lineOf(await visitor.get('/dashboard'))

    assert.containSubset(line, { route: '/dashboard', status: 200, user_id: user.id })
  })

  test('an address that cannot be decoded has a log line too', async ({ assert }) => {
    const visitor = new Visitor(server.origin)
    const line = await lineOf(await visitor.get('/%ff?secret=of-somebody'))

    assert.containSubset(line, { method: 'GET', route: null, status: 400 })
  })

  test('the reference on an error page is the id of its log line', async ({ assert }) => {
    const response = await new Visitor(server.origin).get('/no/such/page')
    const line = await lineOf(response)

    assert.equal(line.status, 404)
    assert.include(await response.text(), line.request_id!)
  })

  test('a request id from outside is accepted only if it is short and plain (ASVS 16.4.1)', async ({
    assert,
  }) => {
    const answerTo = async (id: string) => {
      const headers = { 'x-request-id': id }
      const { headers: answer } = await rawRequest({
        origin: server.origin,
        method: 'GET',
        headers,
      })
      return answer['x-request-id']
    }

    assert.equal(
      await answerTo('0af7651916cd43dd8448eb211c80319c'),
      '0af7651916cd43dd8448eb211c80319c'
    )
    for (const id of ['a'.repeat(200), '<script>', 'two words', '']) {
      assert.match(String(await answerTo(id)), /^[\da-f-]{36}$/)
    }
  })
})

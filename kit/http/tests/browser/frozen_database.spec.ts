import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { startDatabaseProxy } from '#queue/tests/support/brokers/database_proxy'
import { freePort } from '#tests/support/free_port'
import { startServer } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

/** A request waits 2 to 2.5 seconds for the database, and this machine may run other suites beside. */
const LONGEST_MS = 5000
const password = 'secret-password'

test.group('A frozen database', (group) => {
  let proxy: Awaited<ReturnType<typeof startDatabaseProxy>>['proxy']
  let databaseUrl: string
  let server: Awaited<ReturnType<typeof startServer>>

  const start = async () =>
    startServer({
      PORT: String(await freePort()),
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'silent',
    })

  group.setup(async () => {
    const started = await startDatabaseProxy()
    proxy = started.proxy
    databaseUrl = started.url
    server = await start()
    return async () => {
      await server.stop()
      await proxy.end()
    }
  })
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
    return () => proxy.restore()
  })

  async function member() {
    const user = await UserFactory.create()
    const visitor = new Visitor(server.origin)
    await visitor.get('/login')
    await visitor.post('/login', { email: user.email, password, remember: 'true' })
    return visitor
  }

  async function guest() {
    const visitor = new Visitor(server.origin)
    await visitor.get('/login')
    return visitor
  }

  async function remembered() {
    const visitor = await member()
    visitor.forget('easystart-session')
    return visitor
  }

  /** Fills the server's pool with idle connections. */
  async function connect(visitor: Visitor) {
    await Promise.all(Array.from({ length: 20 }, () => visitor.get('/dashboard')))
  }

  async function timed(request: Promise<Response>) {
    const begin = performance.now()
    const { status } = await request
    return { status, ms: performance.now() - begin }
  }

  const signup = () => ({ name: 'Ada', email: `ada${Math.random()}@example.com`, password })
  const requests: Record<string, () => Promise<() => Promise<Response>>> = {
    "a member's page": async () => {
      const visitor = await member()
      return () => visitor.get('/dashboard')
    },
    'a page of the remembered': async () => {
      const visitor = await remembered()
      return () => visitor.get('/dashboard')
    },
    'the check of readiness': async () => () => new Visitor(server.origin).get('/health/ready'),
    'a log-in': async () => {
      const visitor = await guest()
      return () => visitor.post('/login', { email: 'ada@example.com', password })
    },
    'a sign-up': async () => {
      const visitor = await guest()
      return () => visitor.post('/signup', signup())
    },
    'a link sent again': async () => {
      const visitor = await guest()
      return () => visitor.post('/email-confirmations', { email: 'ada@example.com' })
    },
    'a log-out': async () => {
      const visitor = await member()
      return () => visitor.post('/logout')
    },
  }

  for (const [name, prepare] of Object.entries(requests)) {
    test(`${name} is answered 503 within five seconds on a busy machine`, async ({ assert }) => {
      const request = await prepare()
      await connect(await member())
      proxy.stall()
      const { status, ms } = await timed(request())

      assert.equal(status, 503)
      assert.isBelow(ms, LONGEST_MS)
    })
  }

  test('twenty requests at once are each answered 503 within five seconds on a busy machine (ASVS 15.2.2)', async ({
    assert,
  }) => {
    const visitor = await member()
    await connect(visitor)
    proxy.stall()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => timed(visitor.get('/dashboard')))
    )

    for (const { status, ms } of answers) {
      assert.equal(status, 503)
      assert.isBelow(ms, LONGEST_MS)
    }
  })

  test('the app works again as soon as the database does', async ({ assert }) => {
    const visitor = await member()
    await connect(visitor)
    proxy.stall()
    await Promise.all(Array.from({ length: 20 }, () => visitor.get('/dashboard')))
    await proxy.restore()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => timed(visitor.get('/dashboard')))
    )

    for (const { status } of answers) assert.equal(status, 200)
  })

  test('one request is enough to detect that a firewall has dropped all connections', async ({
    assert,
  }) => {
    const visitor = await member()
    await connect(visitor)
    proxy.forget()
    const first = await timed(visitor.get('/dashboard'))
    assert.equal(first.status, 503)
    assert.isBelow(first.ms, LONGEST_MS)

    for (let number = 0; number < 12; number++) {
      const { status } = await visitor.get('/dashboard')
      assert.equal(status, 200)
    }
  })

  test('a request waits no longer than the limit for a lock', async ({ assert }) => {
    const visitor = await member()
    const trx = await database.transaction()
    await trx.rawQuery('lock table sessions')
    const { status, ms } = await timed(visitor.get('/dashboard'))
    await trx.rollback()

    assert.equal(status, 503)
    assert.isBelow(ms, LONGEST_MS)
  })
  test('the server can still shut down', async ({ assert }) => {
    const stopping = await start()
    await connect(new Visitor(stopping.origin))
    await fetch(`${stopping.origin}/health/ready`)
    proxy.stall()
    const begin = performance.now()
    await stopping.stop()

    assert.isBelow(performance.now() - begin, 5000)
  })
})

import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import MaintenanceMiddleware from '#middleware/maintenance_middleware'
import { fakeMaintenance, restoreMaintenance } from '#maintenance/state'
import { statementsOf } from '#tests/support/statements'
import { Visitor } from '#tests/support/visitor'

const ORIGIN = `http://localhost:${process.env.PORT}`
const DOCUMENT = 'text/html,application/xhtml+xml'

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

test.group('Maintenance | answers', (group) => {
  group.each.teardown(() => restoreMaintenance())

  test('a page is a 503 page with the message as text, and the time in the zone of the browser', async ({
    assert,
  }) => {
    fakeMaintenance({ message: 'We move <b>house</b>.', until: '2999-12-31T15:30:00.000Z' })
    const visitor = new Visitor(ORIGIN, [['time_zone', 'Europe/Madrid']])
    const response = await visitor.get('/')
    const html = await response.text()

    assert.equal(response.status, 503)
    assert.match(response.headers.get('content-type')!, /^text\/html/)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.isAbove(Number(response.headers.get('retry-after')), 365 * 86_400)
    assert.include(html, 'Maintenance in progress')
    assert.include(html, 'We move &lt;b&gt;house&lt;/b&gt;.')
    assert.include(html, 'by December 31, 2999 at 4:30 PM (Central European')
  })

  test('without a message and a time, the page has the usual text in the language of the browser', async ({
    client,
  }) => {
    fakeMaintenance()
    const response = await client
      .get('/login')
      .header('accept', DOCUMENT)
      .header('accept-language', 'es')

    response.assertStatus(503)
    response.assertHeader('retry-after', '60')
    response.assertTextIncludes('lang="es"')
    response.assertTextIncludes('En mantenimiento')
    response.assertTextIncludes('porque estamos trabajando en él')
  })

  test('Retry-After is the time until the end, and a minute when it is over', async ({
    assert,
    client,
  }) => {
    fakeMaintenance({ until: inSeconds(1800) })
    const before = await client.get('/')
    assert.closeTo(Number(before.header('retry-after')), 1800, 5)

    fakeMaintenance({ until: inSeconds(-1) })
    const after = await client.get('/').header('accept', DOCUMENT)
    after.assertStatus(503)
    after.assertHeader('retry-after', '60')
    assert.notInclude(after.text(), 'We expect to be back')
  })

  test('{method} {path} is a problem for programs')
    .with([
      { method: 'GET', path: '/api/v1/me' },
      { method: 'POST', path: '/api/v1/unknown' },
      { method: 'GET', path: '/dashboard' },
      { method: 'POST', path: '/login' },
      { method: 'DELETE', path: '/no/such/page' },
    ] as const)
    .run(async ({ assert, client }, { method, path }) => {
      const until = inSeconds(600)
      fakeMaintenance({ message: 'We are moving.', until })
      const response = await client.request(path, method).accept('json')

      response.assertStatus(503)
      assert.match(response.header('content-type')!, /^application\/problem\+json/)
      assert.isAbove(Number(response.header('retry-after')), 590)
      assert.containsSubset(response.body(), {
        type: 'about:blank',
        title: 'Service Unavailable',
        status: 503,
        detail: 'We are moving.',
        until,
      })
      assert.isString(response.body().requestId)
    })

  test('an Inertia visit shows the page, and an Inertia form keeps its own', async ({
    assert,
    client,
  }) => {
    fakeMaintenance({ message: 'We are moving.' })
    const visit = await client.get('/login').withInertia()
    visit.assertStatus(503)
    assert.containsSubset(visit.body(), {
      component: 'errors/maintenance',
      props: { message: 'We are moving.', canReopen: true },
    })

    const form = await client.post('/login').json({}).withInertia()
    form.assertStatus(503)
    assert.isUndefined(form.header('x-inertia'))
    form.assertBodyContains({ status: 503, detail: 'We are moving.' })
  })

  test('no answer asks the database or touches a session', async ({ assert, client }) => {
    const user = await UserFactory.create()
    fakeMaintenance()
    const { answer, statements } = await statementsOf(() =>
      client.get('/dashboard').header('accept', DOCUMENT).loginAs(user)
    )
    answer.assertStatus(503)
    assert.isEmpty(answer.headers()['set-cookie'] ?? [])
    assert.isEmpty(statements.filter((sql) => !/session/i.test(sql) || /select/i.test(sql)))
  })

  test('a page that cannot be rendered is plain text', async ({ client }) => {
    fakeMaintenance({ message: 'We are <b>moving</b>.' })
    const { render } = MaintenanceMiddleware.prototype as never as { render: () => unknown }
    const broken = { render: () => Promise.reject(new Error('No file')) }
    Object.assign(MaintenanceMiddleware.prototype, broken)
    const response = await client.get('/').header('accept', DOCUMENT)
    Object.assign(MaintenanceMiddleware.prototype, { render })

    response.assertStatus(503)
    response.assertHeader('content-type', 'text/plain; charset=utf-8')
    response.assertTextIncludes('We are <b>moving</b>.')
  })

  test('readiness and files still answer', async ({ client }) => {
    fakeMaintenance()
    const ready = await client.get('/health/ready')
    ready.assertStatus(200)
    ready.assertBodyContains({ status: 'ready' })
    const file = await client.get('/favicon.svg')
    file.assertStatus(200)
  })

  test('an allowed address sees the app as always', async ({ client }) => {
    for (const range of ['127.0.0.1', '127.0.0.0/8']) {
      fakeMaintenance({ allow: ['2001:db8::/32', range] })
      const response = await client.get('/login')
      response.assertStatus(200)
    }
    fakeMaintenance({ allow: ['2001:db8::/32', '127.0.0.2'] })
    const other = await client.get('/login')
    other.assertStatus(503)
  })

  test('an address that a client only claims does not count', async ({ client }) => {
    fakeMaintenance({ allow: ['203.0.113.7'] })
    const response = await client.get('/login').header('x-forwarded-for', '203.0.113.7')
    response.assertStatus(503)
  })
})

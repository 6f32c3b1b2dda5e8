import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'

test.group('CSRF tokens of the real store', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('the log-in on the page after a log-out succeeds', async ({ assert }) => {
    const { credentials, visitor } = await logIn()
    await visitor.visit('/dashboard')

    await visitor.post('/logout')
    await visitor.visit('/login')
    const response = await visitor.post('/login', credentials)
    assert.equal(response.headers.get('location'), '/dashboard')
  })

  test('a form works after its session has ended on the server', async ({ assert }) => {
    const { credentials, user, visitor } = await logIn()
    await database.from('sessions').where('user_id', user.id).delete()

    await visitor.visit('/login')
    const response = await visitor.post('/login', credentials)
    assert.equal(response.headers.get('location'), '/dashboard')
  })

  test('a page replaces the token of another session: {0}')
    .with([
      ['an Inertia visit', (visitor: Visitor) => visitor.visit('/login')],
      ['a document', (visitor: Visitor) => visitor.get('/login')],
    ] as const)
    .run(async ({ assert }, [, open]) => {
      const [visitor, stranger] = [new Visitor(origin), new Visitor(origin)]
      for (const one of [visitor, stranger]) await one.get('/login')
      visitor.take('XSRF-TOKEN', stranger)

      const refused = await visitor.clone().post('/login', await credentialsOf())
      assert.equal(refused.status, 419)

      await open(visitor)
      const response = await visitor.post('/login', await credentialsOf())
      assert.equal(response.headers.get('location'), '/dashboard')
    })

  test('a page gives a new token to a browser with a lost or malformed one', async ({ assert }) => {
    for (const spoil of ['forget', 'garble'] as const) {
      const visitor = new Visitor(origin)
      await visitor.get('/login')
      if (spoil === 'forget') visitor.forget('XSRF-TOKEN')
      else visitor.take('XSRF-TOKEN', new Visitor(origin, [['XSRF-TOKEN', '%zz']]))

      await visitor.visit('/login')
      const response = await visitor.post('/login', await credentialsOf())
      assert.equal(response.headers.get('location'), '/dashboard', spoil)
    }
  })

  test('a log-in creates a new secret, and the former token is refused', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(origin)
    await visitor.get('/login')
    const before = visitor.clone()
    await visitor.post('/login', { email: user.email, password })

    const thief = visitor.clone()
    thief.take('XSRF-TOKEN', before)
    const refused = await thief.post('/logout')
    assert.equal(refused.status, 419)

    const accepted = await visitor.post('/logout')
    assert.equal(accepted.headers.get('location'), '/login')
  })

  test('"remember me" creates a new secret, and its page brings the token', async ({ assert }) => {
    const { user, visitor } = await logIn()
    await database.from('sessions').where('user_id', user.id).delete()

    await visitor.visit('/dashboard')
    const response = await visitor.post('/logout')
    assert.equal(response.headers.get('location'), '/login')
  })

  test('a form in a second tab works after a log-in, a log-out or another log-in in the first', async ({
    assert,
  }) => {
    const { credentials, visitor } = await logIn()
    await visitor.post('/logout')
    const loggedOut = await visitor.post('/logout')
    assert.equal(loggedOut.headers.get('location'), '/login')

    await visitor.post('/login', credentials)
    const twice = await visitor.post('/login', credentials)
    assert.equal(twice.headers.get('location'), '/dashboard')
  })

  test('a visit keeps a token that belongs to its session', async ({ assert }) => {
    const { visitor } = await logIn()
    for (let visits = 0; visits < 2; visits++) {
      const response = await visitor.visit('/dashboard')
      assert.deepEqual(response.headers.getSetCookie(), [])
    }
  })

  test('a guest without a session gets no cookie from an address that is not a page', async ({
    assert,
  }) => {
    const response = await new Visitor(origin).get('/no/such/page')
    assert.equal(response.status, 404)
    assert.deepEqual(response.headers.getSetCookie(), [])
  })

  test('a log-in and a log-out send one token each', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(origin)
    await visitor.get('/login')
    const answers = [
      await visitor.post('/login', { email: user.email, password }),
      await visitor.post('/logout'),
    ]

    for (const { headers } of answers) {
      const sent = headers.getSetCookie().filter((cookie) => cookie.startsWith('XSRF-TOKEN='))
      assert.lengthOf(sent, 1)
    }
  })
})

async function credentialsOf() {
  const { email } = await UserFactory.create()
  return { email, password }
}

async function logIn() {
  const user = await UserFactory.create()
  const credentials = { email: user.email, password, remember: 'true' }
  const visitor = new Visitor(origin)
  await visitor.get('/login')
  await visitor.post('/login', credentials)
  return { credentials, user, visitor }
}

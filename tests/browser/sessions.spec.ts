import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { UserFactory } from '#database/factories/user_factory'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'

async function loggedIn() {
  const user = await UserFactory.create()
  const visitor = new Visitor(origin)
  await visitor.get('/login')
  await visitor.post('/login', { email: user.email, password, remember: 'true' })
  return { user, visitor }
}

test.group('Sessions of the real store', (group) => {
  group.setup(async () => {
    const { default: router } = await import('@adonisjs/core/services/router')
    router.commit()
  })
  group.each.setup(async () => {
    const { default: limiter } = await import('@adonisjs/limiter/services/main')
    await limiter.clear()
    await database.from('sessions').delete()
  })

  test('a guest leaves no row, an account leaves one', async ({ assert, db }) => {
    const guest = new Visitor(origin)
    for (const path of ['/', '/login', '/signup']) await guest.get(path)
    assert.isTrue(guest.has('easystart-guest'))
    await db.assertEmpty('sessions')

    const { user } = await loggedIn()
    await db.assertHas('sessions', { user_id: user.id }, 1)
  })

  test('after the log-out a copy of all cookies is worth nothing', async ({ assert, db }) => {
    const { user, visitor } = await loggedIn()
    const thief = visitor.clone()
    const before = await thief.get('/dashboard')
    assert.equal(before.status, 200)

    await visitor.post('/logout')
    const after = await thief.get('/dashboard')
    assert.equal(after.headers.get('location'), '/login')
    await db.assertMissing('sessions', { user_id: user.id })
    await db.assertMissing('remember_me_tokens', { tokenable_id: user.id })
  })

  test('the session of before the log-in is not the one after it', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(origin)
    await visitor.get('/login')
    const planted = visitor.clone()
    await visitor.post('/login', { email: user.email, password })

    const response = await planted.get('/dashboard')
    assert.equal(response.headers.get('location'), '/login')
  })

  test('"remember me" brings a person back without their session', async ({ assert }) => {
    const { user, visitor } = await loggedIn()
    await database.from('sessions').where('user_id', user.id).delete()

    const response = await visitor.get('/dashboard')
    assert.equal(response.status, 200)
  })

  test('a confirmation link that is clicked twice at once lets in once', async ({ assert }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const link = signedUrlFor(
      'email_confirmations.show',
      { id: user.id },
      { qs: { key: user.confirmationKey }, expiresIn: '1 hour', purpose: 'confirm-email' }
    )
    const clicks = await Promise.all(Array.from({ length: 5 }, () => new Visitor(origin).get(link)))

    assert.equal(clicks.filter(({ status }) => status === 302).length, 1)
    assert.equal(clicks.filter(({ status }) => status === 403).length, 4)
  })
})

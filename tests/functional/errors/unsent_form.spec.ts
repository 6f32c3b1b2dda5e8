import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { Visitor } from '#tests/support/visitor'
import type User from '#models/user'

const origin = `http://${process.env.HOST ?? 'localhost'}:${process.env.PORT}`
const password = 'secret-password'
const profile = '/settings/profile'

/** A browser without scripts, whose second tab has logged out. */
async function loggedOutMeanwhile({ email }: User) {
  const visitor = new Visitor(origin, [['plain_pages', '1']])
  await visitor.get('/login')
  await visitor.post('/login', { email, password })
  await visitor.get(profile)
  await visitor.post('/logout')
  return visitor
}

/** Sends a form of a page that was rendered for the account. */
function send(visitor: Visitor, user: User, path: string, form: Record<string, string>) {
  const fields = { ...form, _csrf: 'of-another-session', _account: String(user.id) }
  return visitor.postWithoutToken(path, fields, { referer: origin + path.split('?')[0] })
}

/** The value of a field of the page. */
function valueIn(html: string, name: string) {
  const [field] = html.match(new RegExp(`<input(?=[^>]* name="${name}")[^>]*>`))!
  return field.match(/ value="([^"]*)"/)?.[1] ?? ''
}

async function textOf(visitor: Visitor, path: string) {
  const response = await visitor.get(path)
  return response.text()
}

test.group('Errors | unsent form', () => {
  test('the typed text is there again after the log-in, and is not saved', async ({
    assert,
    db,
  }) => {
    const user = await UserFactory.merge({ jobTitle: 'Analyst' }).create()
    const visitor = await loggedOutMeanwhile(user)

    const refused = await send(visitor, user, profile, { name: 'Ada "Byron"', jobTitle: '' })
    assert.equal(refused.headers.get('location'), '/login')
    assert.include(await textOf(visitor, '/login'), 'we have kept what you typed')

    await visitor.post('/login', { email: user.email, password: 'wrong' })
    const back = await visitor.post('/login', { email: user.email, password })
    assert.equal(back.headers.get('location'), profile)
    assert.notInclude(await textOf(visitor, '/settings/preferences'), 'is here again')
    const page = await textOf(visitor, profile)
    assert.include(page, 'The text you typed is here again.')
    assert.equal(valueIn(page, 'name'), 'Ada &quot;Byron&quot;')
    assert.equal(valueIn(page, 'jobTitle'), '')
    await db.assertHas('users', { id: user.id, name: user.name })

    assert.equal(valueIn(await textOf(visitor, profile), 'name'), user.name)
  })

  test('lists and boxes come back as they were chosen', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = await loggedOutMeanwhile(user)
    const path = '/settings/notifications'
    await send(visitor, user, path, { 'mail[]': 'picture_refused', 'app[]': 'new_device' })
    await visitor.post('/login', { email: user.email, password })

    const page = await textOf(visitor, path)
    const checked = [...page.matchAll(/<input(?=[^>]* checked[ >=])[^>]*>/g)].map(([one]) =>
      one.replace(/.*name="(\w+)\[\]".*value="(\w+)".*/, '$1 $2')
    )
    assert.sameMembers(checked, ['mail picture_refused', 'app new_device'])
  })

  test('another account that logs in never sees the typed text', async ({ assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const visitor = await loggedOutMeanwhile(user)
    await send(visitor, user, profile, { name: 'Ada Byron' })

    await visitor.post('/login', { email: other.email, password })
    assert.notInclude(await textOf(visitor, profile), 'Ada Byron')
    await visitor.post('/logout')
    await visitor.post('/login', { email: user.email, password })
    assert.notInclude(await textOf(visitor, profile), 'Ada Byron')
  })

  test('a form without typed text, or with a secret only, is not kept: {$i}')
    .with([
      ['/settings/other-sessions?_method=DELETE', {}],
      ['/settings/password?_method=PUT', { password, currentPassword: password }],
    ] as const)
    .run(async ({ assert }, [path, form]) => {
      const user = await UserFactory.create()
      const visitor = await loggedOutMeanwhile(user)
      await send(visitor, user, path, form)

      const login = await textOf(visitor, '/login')
      assert.include(login, 'Your last step was not carried out')
      await visitor.post('/login', { email: user.email, password })
      assert.notInclude(await textOf(visitor, path.split('?')[0]), 'is here again')
    })

  test('a form of a page of another account changes nothing', async ({ assert, client, db }) => {
    const [user, other] = await UserFactory.createMany(2)
    const request = () => client.post(profile).form({ name: 'Ada Byron' }).loginAs(other)

    const scripts = await request()
      .header('x-account', String(user.id))
      .header('x-inertia', 'true')
      .withCsrfToken()
    scripts.assertStatus(419)
    assert.include(scripts.text(), 'this page belongs to another account')

    const plain = await client
      .post(profile)
      .form({ name: 'Ada Byron', _account: String(user.id) })
      .loginAs(other)
      .withCsrfToken()
    plain.assertStatus(419)
    assert.include(plain.text(), 'this page belongs to another account')
    assert.notInclude(plain.text(), 'Ada Byron')
    await db.assertMissing('users', { name: 'Ada Byron' })
  })

  test('a refused form of a member without scripts keeps what was typed', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(origin, [['plain_pages', '1']])
    await visitor.get('/login')
    await visitor.post('/login', { email: user.email, password })
    const refused = await visitor.post('/settings/profile', { name: '', jobTitle: 'Countess' })

    assert.equal(refused.status, 302)
    assert.equal(valueIn(await textOf(visitor, profile), 'jobTitle'), 'Countess')
  })
})

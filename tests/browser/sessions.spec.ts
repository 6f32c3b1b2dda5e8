import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import { confirmationLink } from '#tests/support/confirmation_link'
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

/** Confirms all links at the same moment, each in its own browser, and returns the redirects. */
async function confirmAtOnce(links: string[]) {
  const visitors = await Promise.all(
    links.map(async (link) => {
      const visitor = new Visitor(origin)
      const page = await visitor.get(link)
      if (page.status !== 200) throw new Error(`The page answered ${page.status}`)
      return { link, visitor }
    })
  )
  const answers = await Promise.all(
    visitors.map(({ link, visitor }) => visitor.post(link, { password }))
  )
  return answers.map(({ headers }) => headers.get('location'))
}

test.group('Sessions of the real store', (group) => {
  group.setup(async () => {
    const { default: router } = await import('@adonisjs/core/services/router')
    router.commit()
  })
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
    await database.from('sessions').delete()
  })

  test('a guest stores no session row, a member stores one', async ({ assert, db }) => {
    const guest = new Visitor(origin)
    for (const path of ['/', '/login', '/signup']) await guest.get(path)
    assert.isTrue(guest.has('easystart-guest'))
    await db.assertEmpty('sessions')

    const { user } = await loggedIn()
    await db.assertHas('sessions', { user_id: user.id }, 1)
  })

  test('a copy of all cookies is useless after the log-out (ASVS 7.2.1, 7.4.1)', async ({
    assert,
    db,
  }) => {
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

  test('a log-in replaces the session (ASVS 7.2.4)', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(origin)
    await visitor.get('/login')
    const planted = visitor.clone()
    await visitor.post('/login', { email: user.email, password })

    const response = await planted.get('/dashboard')
    assert.equal(response.headers.get('location'), '/login')
  })

  test('"remember me" logs a person in again without a session', async ({ assert }) => {
    const { user, visitor } = await loggedIn()
    await database.from('sessions').where('user_id', user.id).delete()

    const response = await visitor.get('/dashboard')
    assert.equal(response.status, 200)
  })

  test('five simultaneous posts of one confirmation log in once', async ({ assert }) => {
    const link = confirmationLink(await RegistrationFactory.create())
    const answers = await confirmAtOnce(Array.from({ length: 5 }, () => link))

    assert.sameMembers(answers, ['/dashboard', link, link, link, link])
  })

  test('simultaneous confirmations of one address create one account (ASVS 2.3.4)', async ({
    assert,
    db,
  }) => {
    for (let rounds = 0; rounds < 3; rounds++) {
      const email = `ada.${crypto.randomUUID()}@example.com`
      const registrations = await RegistrationFactory.merge({ email }).createMany(4)
      const links = registrations.map(confirmationLink)
      const answers = await confirmAtOnce(links)

      assert.lengthOf(
        answers.filter((answer) => answer === '/dashboard'),
        1
      )
      assert.lengthOf(
        answers.filter((answer) => links.includes(answer!)),
        3
      )
      await db.assertHas('users', { email }, 1)
      await db.assertHas('registrations', { email }, 1)
    }
  })
})

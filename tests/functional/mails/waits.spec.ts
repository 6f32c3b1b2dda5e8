import { test } from '@japa/runner'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'
import RegistrationMail from '#models/registration_mail'
import settings from '#settings'
import queue from '#queue/main'
import { endMinute, withLogInCodes } from '#tests/support/log_in_codes'
import { withRawCookie } from '#tests/support/raw_cookie'

const address = () => `ada.${crypto.randomUUID()}@example.com`
const confirmed = { identity_confirmed_at: Date.now() }

const FORMS = {
  '/email-confirmations': '/email-confirmations/new',
  '/forgot-password': '/forgot-password',
  '/login/code': '/login/code/check',
}

function ask(client: ApiClient, path: string, email: string) {
  return client.post(path).form({ email }).withCsrfToken().redirects(0)
}

/** As a browser without scripts gets it, from the server. */
const plain = (request: ApiRequest) => withRawCookie(request, 'plain_pages', '1')

test.group('Mails | wait for the next one, of a guest', (group) => {
  group.each.setup(withLogInCodes)

  for (const [path, page] of Object.entries(FORMS)) {
    test(`${path} sends one mail a minute, to known and unknown addresses alike`, async ({
      assert,
      client,
    }) => {
      using fake = queue.fake()
      const { email } = await UserFactory.create()
      for (const one of [email, address()]) {
        const first = await ask(client, path, one)
        first.assertHeader('location', page)
        const second = await ask(client, path, one.toUpperCase())
        second.assertStatus(429)
        const wait = Number(second.header('retry-after'))
        assert.isAtMost(wait, 60)
        assert.isAbove(wait, 30)
        assert.match(second.text(), /Try again in \d+ seconds/)
      }
      fake.assertCount(2)

      await endMinute()
      const later = await ask(client, path, email)
      later.assertStatus(302)
    })

    test(`${path} leads to a page that tells the seconds, also without scripts`, async ({
      assert,
      client,
    }) => {
      using fake = queue.fake()
      const sent = await ask(client, path, address())
      const visit = () =>
        client
          .get(page)
          .withSession(sent.session())
          .withFlashMessages(sent.flashMessages())
          .header('accept', 'text/html')
      const answer = await visit().withInertia()
      assert.isAtMost(answer.inertiaProps.wait as number, 60)
      assert.isAbove(answer.inertiaProps.wait as number, 30)

      const document = await visit()
      const html = document.text()
      assert.match(html, /You can ask again in \d+ seconds\./)
      assert.notMatch(html, /<button[^>]*type="submit"[^>]*\sdisabled[=\s>]/)
      fake.assertCount(1)
    })
  }

  test('another purpose and another address have their own minute', async ({ client }) => {
    using fake = queue.fake()
    const email = address()
    for (const path of Object.keys(FORMS)) await ask(client, path, email)
    await ask(client, '/forgot-password', address())
    fake.assertCount(4)
  })

  test('a sign-up starts the wait of its address', async ({ client }) => {
    using fake = queue.fake()
    const email = address()
    const signUp = { name: 'Ada', email, password: 'analytical-engine' }
    await client.post('/signup').form(signUp).withCsrfToken().redirects(0)
    const early = await ask(client, '/email-confirmations', email)
    early.assertStatus(429)
    fake.assertCount(1)
  })

  test('a request that is refused uses up none of the codes of an hour', async ({ client }) => {
    using fake = queue.fake()
    const email = address()
    for (let times = 0; times < 5; times++) await ask(client, '/login/code', email)
    await endMinute()
    const later = await ask(client, '/login/code', email)
    later.assertStatus(302)
    fake.assertCount(2)
  })
})

test.group('Mails | wait for the next one, of a member', (group) => {
  group.each.setup(() => {
    settings.fake({ 'registration.verification': 'optional' })
    return () => settings.restore()
  })

  test('a confirmation mail is sent once a minute, and the page tells the seconds', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.apply('unconfirmed').create()
    const send = () =>
      client.post('/settings/confirmation').loginAs(user).withCsrfToken().redirects(0)
    const first = await send()
    first.assertHeader('location', '/settings/confirmation')
    const second = await send()
    second.assertStatus(429)
    const guest = await ask(client, '/email-confirmations', user.email)
    guest.assertStatus(429)
    fake.assertCount(1)

    const page = await plain(client.get('/settings/confirmation').loginAs(user))
    assert.match(page.text(), /You can ask again in \d+ seconds\./)
  })

  test('a member is not told that a confirmation was sent when the hour has had its mails', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.apply('unconfirmed').create()
    for (let times = 0; times < 3; times++) {
      await RegistrationMail.within(user.email, crypto.randomUUID(), async () => {})
    }
    const answer = await client
      .post('/settings/confirmation')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    answer.assertStatus(429)
    assert.closeTo(Number(answer.header('retry-after')), 3600, 60)
    fake.assertCount(0)

    const page = await plain(client.get('/settings/confirmation').loginAs(user))
    assert.match(page.text(), /You can ask again in \d\d minutes\./)
  })

  test('a member without a password is not told so of a fourth link within an hour', async ({
    client,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    for (let times = 0; times < 3; times++) await PasswordReset.issue(user, crypto.randomUUID())
    const answer = await client
      .visit('password_links.store')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    answer.assertStatus(429)
    fake.assertCount(0)
  })

  test('a new address gets one link a minute, and the page sends it again', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const email = address()
    const send = (to: string) =>
      client
        .post('/settings/email')
        .form({ email: to })
        .loginAs(user)
        .withSession(confirmed)
        .withCsrfToken()
        .redirects(0)
    const statuses: number[] = []
    for (const to of [email, email, address()]) {
      const answer = await send(to)
      statuses.push(answer.status())
    }
    assert.deepEqual(statuses, [302, 429, 302])
    fake.assertCount(2)

    await EmailChangeFactory.merge({ userId: user.id, email }).create()
    const page = await plain(client.get('/settings/email').loginAs(user).withSession(confirmed))
    assert.match(page.text(), /You can ask again in \d+ seconds\./)
    assert.match(page.text(), /Send the link again/)
  })
})

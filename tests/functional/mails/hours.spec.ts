import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import queue from '#queue/main'
import { endMinute } from '#tests/support/log_in_codes'
import settings from '#settings'

const address = () => `ada.${crypto.randomUUID()}@example.com`

function post(client: ApiClient, path: string, form: Record<string, string>) {
  return client.post(path).form(form).withCsrfToken().redirects(0)
}

function signUp(client: ApiClient, email: string) {
  return post(client, '/signup', { name: 'Ada', email, password: 'analytical-engine' })
}

test.group('Mails | limit of an hour', (group) => {
  group.each.setup(() => {
    return () => settings.restore()
  })

  for (const path of ['/email-confirmations', '/forgot-password']) {
    test(`${path} refuses the fourth request of an hour until its end`, async ({
      assert,
      client,
    }) => {
      using fake = queue.fake()
      const { email: known } = await UserFactory.create()
      for (const email of [known, address()]) {
        for (let times = 0; times < 3; times++) {
          const answer = await post(client, path, { email })
          answer.assertStatus(302)
          await endMinute()
        }
        const fourth = await post(client, path, { email })
        fourth.assertStatus(429)
        assert.closeTo(Number(fourth.header('retry-after')), 3600, 60)
      }
      fake.assertCount(6)
    })
  }

  test('a sign-up counts as one of the confirmations of an hour', async ({ client }) => {
    using fake = queue.fake()
    const email = address()
    await signUp(client, email)
    for (const status of [302, 302, 429]) {
      await endMinute()
      const answer = await post(client, '/email-confirmations', { email })
      answer.assertStatus(status)
    }
    fake.assertCount(3)
  })

  test('a typo in the address is corrected at once by another sign-up', async ({ client }) => {
    using fake = queue.fake()
    for (const email of [address(), address()]) {
      const answer = await signUp(client, email)
      answer.assertHeader('location', '/email-confirmations/new')
    }
    fake.assertCount(2)
  })

  test('an account that begins without a mail counts none', async ({ client }) => {
    using fake = queue.fake()
    for (const [verification, status] of [
      ['none', 302],
      ['optional', 429],
    ] as const) {
      settings.fake({ 'registration.verification': verification })
      const email = address()
      await signUp(client, email)
      const answer = await post(client, '/email-confirmations', { email })
      answer.assertStatus(status)
    }
    fake.assertCount(2)
  })

  test('only the page after a sign-up says that a mail was sent', async ({ assert, client }) => {
    using fake = queue.fake()
    const email = address()
    const signedUp = await signUp(client, email).redirects(1).withInertia()
    assert.isFalse(signedUp.inertiaProps.isResent)
    await endMinute()
    const resent = await post(client, '/email-confirmations', { email }).redirects(1).withInertia()
    assert.isTrue(resent.inertiaProps.isResent)
    fake.assertCount(2)
  })

  test('a page of a new address tells the wait of the account too', async ({ assert, client }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const confirmed = { identity_confirmed_at: Date.now() }
    const send = () =>
      post(client, '/settings/email', { email: address() }).loginAs(user).withSession(confirmed)
    for (let times = 0; times < 5; times++) await send()
    const sixth = await send()
    sixth.assertStatus(429)

    const page = client.get('/settings/email').loginAs(user).withSession(confirmed).withInertia()
    const { inertiaProps } = await page
    assert.closeTo(inertiaProps.wait as number, 3600, 60)
    fake.assertCount(5)
  })
})

import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'

const COOKIE = 'easystart-device'
const password = 'secret-password'

test.group('Sessions | lock-out', () => {
  test('failed tries of strangers do not lock the owner out of a known device (ASVS 6.3.1)', async ({
    client,
  }) => {
    const { email } = await UserFactory.create()
    const first = await logIn(client, { email, password })
    const device = first.cookie(COOKIE)!.value

    for (let tries = 0; tries < 6; tries++) await logIn(client, { email, password: 'wrong-one' })
    const stranger = await logIn(client, { email, password })
    stranger.assertStatus(429)

    const owner = await logIn(client, { email, password }, device)
    owner.assertHeader('location', '/dashboard')
    const stillStranger = await logIn(client, { email, password })
    stillStranger.assertStatus(429)
  })

  test('a known device has a limit of five tries a minute', async ({ assert, client }) => {
    const { email } = await UserFactory.create()
    const first = await logIn(client, { email, password })
    const device = first.cookie(COOKIE)!.value

    const statuses = []
    for (let tries = 0; tries < 6; tries++) {
      const answer = await logIn(client, { email, password: 'wrong-one' }, device)
      statuses.push(answer.status())
    }
    assert.deepEqual(statuses, [302, 302, 302, 302, 302, 429])
    const stranger = await logIn(client, { email, password })
    stranger.assertHeader('location', '/dashboard')
  })

  test('the device cookie of one account does not count for another account', async ({
    client,
  }) => {
    const [own, other] = await UserFactory.createMany(2)
    const first = await logIn(client, { email: own.email, password })
    const device = first.cookie(COOKIE)!.value

    const { email } = other
    for (let tries = 0; tries < 5; tries++) await logIn(client, { email, password: 'wrong-one' })
    const answer = await logIn(client, { email, password }, device)
    answer.assertStatus(429)
  })

  test('a new password makes every device unknown', async ({ client }) => {
    const user = await UserFactory.create()
    const { email } = user
    const first = await logIn(client, { email, password })
    const device = first.cookie(COOKIE)!.value
    await user.merge({ password: 'another-password' }).save()

    for (let tries = 0; tries < 5; tries++) await logIn(client, { email, password })
    const answer = await logIn(client, { email, password: 'another-password' }, device)
    answer.assertStatus(429)
  })

  test('a browser is known for its last five accounts, each with its own cookie', async ({
    assert,
    client,
  }) => {
    const users = await UserFactory.createMany(6)
    let known: { id: number; device: string }[] = []
    for (const { email } of users) {
      const answer = await logIn(client, { email, password }, known)
      known = answer.cookie(COOKIE)!.value
    }

    assert.deepEqual(
      known.map(({ id }) => id),
      users
        .slice(1)
        .map(({ id }) => id)
        .reverse()
    )
    assert.lengthOf(new Set(known.map(({ device }) => device)), 5)
  })

  test('the cookie is HTTP-only, lasts a year and is set only at a log-in', async ({
    assert,
    client,
  }) => {
    const { email } = await UserFactory.create()
    const wrong = await logIn(client, { email, password: 'wrong-one' })
    assert.isUndefined(wrong.cookie(COOKIE))

    const right = await logIn(client, { email, password })
    const cookie = right.cookie(COOKIE)!
    assert.isTrue(cookie.httpOnly)
    assert.equal(cookie.maxAge, 31_557_600)
    assert.notInclude(String(right.header('set-cookie')), email)
  })
})

function logIn(
  client: ApiClient,
  credentials: { email: string; password: string },
  device?: unknown
) {
  const request = client.visit('sessions.store').form(credentials).withCsrfToken().redirects(0)
  return device ? request.withEncryptedCookie(COOKIE, device) : request
}

import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordChangedMail from '#jobs/send_password_changed_mail'
import type User from '#models/user'
import queue from '#queue/main'

const CURRENT = 'secret-password'
const NEW = 'a-brand-new-password'

test.group('Passwords | update', () => {
  test('a member changes the password, stays logged in and gets a mail (ASVS 6.2.2)', async ({
    assert,
    client,
    db,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const response = await client
      .visit('passwords.update')
      .form({ currentPassword: CURRENT, password: NEW })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/settings/password')
    response.assertSession('auth_web', user.id)
    await user.refresh()
    assert.isTrue(await hash.verify(user.password!, NEW))
    await db.assertHas('account_events', { user_id: user.id, kind: 'password_changed' })
    fake.assertDispatched(SendPasswordChangedMail, ({ userId }) => userId === user.id)
  })

  test('a wrong current password changes nothing (ASVS 6.2.3)', async ({ assert, client }) => {
    const user = await UserFactory.create()
    for (const currentPassword of ['', 'wrong-password', NEW]) {
      const response = await client
        .visit('passwords.update')
        .form({ currentPassword, password: NEW })
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      assert.property(response.flashMessage('inputErrorsBag'), 'currentPassword')
    }

    assert.isTrue(await isPassword(user, CURRENT))
  })

  test('a new password that breaks the rules changes nothing', async ({ assert, client }) => {
    const user = await UserFactory.create()
    for (const password of ['', 'short', 'x'.repeat(129)]) {
      const response = await client
        .visit('passwords.update')
        .form({ currentPassword: CURRENT, password })
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      assert.property(response.flashMessage('inputErrorsBag'), 'password')
    }

    assert.isTrue(await isPassword(user, CURRENT))
  })

  test('the sixth wrong password within a minute is refused', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const statuses: number[] = []
    for (let times = 0; times < 6; times++) {
      const response = await client
        .visit('passwords.update')
        .form({ currentPassword: 'wrong-password', password: NEW })
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      statuses.push(response.status())
    }

    assert.deepEqual(statuses, [302, 302, 302, 302, 302, 429])
  })

  test('a guest is sent to the log-in', async ({ client }) => {
    const response = await client
      .visit('passwords.update')
      .form({ currentPassword: CURRENT, password: NEW })
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login')
  })
})

async function isPassword(user: User, password: string) {
  await user.refresh()
  return hash.verify(user.password!, password)
}

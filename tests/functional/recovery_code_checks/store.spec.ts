import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import { hashesOfRecoveryCode } from '#http/account/recovery_codes'
import SendSecondFactorMail from '#jobs/send_second_factor_mail'
import RecoveryCode from '#models/recovery_code'
import type User from '#models/user'
import queue from '#queue/main'
import { addAuthenticator } from '#tests/support/second_factor'

const password = 'secret-password'

async function useCode(client: ApiClient, { email }: User, recoveryCode: string) {
  const asked = await client
    .visit('sessions.store')
    .form({ email, password })
    .withCsrfToken()
    .redirects(0)
  return client
    .visit('recovery_code_checks.store')
    .form({ recoveryCode })
    .withSession(asked.session())
    .withCsrfToken()
    .redirects(0)
}

test.group('Recovery code checks | store', () => {
  test('a recovery code logs in once (ASVS 6.5.1)', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    const { codes } = await addAuthenticator(user)
    const first = await useCode(client, user, codes[3])
    first.assertHeader('location', '/dashboard')
    first.assertSession('auth_web', user.id)
    await db.assertHas('account_events', { user_id: user.id, kind: 'recovery_code_used' }, 1)

    const second = await useCode(client, user, codes[3])
    second.assertSessionMissing('auth_web')
    assert.deepEqual(second.flashMessage('inputErrorsBag').recoveryCode, [
      'This code is wrong or was used already. Enter another one.',
    ])
  })

  test('a code may be typed in capitals, without hyphens and with O for 0', async ({ client }) => {
    const user = await UserFactory.create()
    const { codes } = await addAuthenticator(user)
    const typed = codes[0].toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')
    const response = await useCode(client, user, typed.replaceAll('1', 'l'))

    response.assertSession('auth_web', user.id)
  })

  test('a code of 16 characters, as older releases made them, logs in', async ({ client }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const [codeHash] = hashesOfRecoveryCode('0a1b-2c3d-4e5f-6g7h')
    await RecoveryCode.create({ userId: user.id, codeHash })
    const response = await useCode(client, user, '0A1B2C3D4E5F6G7H')

    response.assertSession('auth_web', user.id)
  })

  test('codes of another account and former codes are refused', async ({ client }) => {
    const [user, other] = await UserFactory.createMany(2)
    await addAuthenticator(user)
    const { codes } = await addAuthenticator(other)
    const response = await useCode(client, user, codes[0])

    response.assertSessionMissing('auth_web')
  })

  test('the owner is told by mail when three codes are left', async ({ client }) => {
    const user = await UserFactory.create()
    const { codes } = await addAuthenticator(user)
    using fake = queue.fake()
    for (const code of codes.slice(0, 6)) await useCode(client, user, code)
    fake.assertNotDispatched(SendSecondFactorMail)

    await useCode(client, user, codes[6])
    fake.assertDispatched(SendSecondFactorMail, ({ userId, ...news }) => {
      return userId === user.id && news.change === 'few_codes' && news.left === 3
    })
  })

  test('wrong recovery codes count like wrong codes of the app', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const statuses = []
    for (let tries = 0; tries < 6; tries++) {
      const response = await useCode(client, user, '0000-0000-0000-0000')
      statuses.push(response.status())
    }
    assert.deepEqual(statuses, [302, 302, 302, 302, 302, 429])
  })

  test('the page is only for a log-in that waits', async ({ client }) => {
    const page = await client.visit('recovery_code_checks.create').redirects(0)
    page.assertHeader('location', '/login')
    const form = await client
      .visit('recovery_code_checks.store')
      .form({ recoveryCode: 'x' })
      .withCsrfToken()
      .redirects(0)
    form.assertHeader('location', '/login')
  })
})

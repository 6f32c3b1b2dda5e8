import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import RecoveryCode from '#models/recovery_code'
import settings from '#settings'
import { addAuthenticator } from '#tests/support/second_factor'

const NOWHERE = { ipAddress: null, userAgent: null }

test.group('Second factors | show', () => {
  test('the page tells which factors the account has', async ({ client }) => {
    const user = await UserFactory.create()
    const visit = () => client.visit('second_factors.show').loginAs(user).withInertia()
    const before = await visit()
    before.assertInertiaPropsContains({
      summary: { isOn: false, hasAuthenticator: false, codesLeft: 0, hasFewCodes: false },
      isMissing: false,
    })

    await addAuthenticator(user)
    const after = await visit()
    after.assertInertiaPropsContains({
      summary: { isOn: true, hasAuthenticator: true, codesLeft: 10, hasFewCodes: false },
    })
  })

  test('Security tells when three recovery codes are left', async ({ client }) => {
    const user = await UserFactory.create()
    const { codes } = await addAuthenticator(user)
    const visit = () => client.visit('security.show').loginAs(user).withInertia()
    for (const code of codes.slice(0, 6)) await RecoveryCode.spend(user, code, NOWHERE)
    const before = await visit()
    before.assertInertiaPropsContains({ secondFactor: { isOn: true, hasFewCodes: false } })

    await RecoveryCode.spend(user, codes[6], NOWHERE)
    const after = await visit()
    after.assertInertiaPropsContains({ secondFactor: { isOn: true, hasFewCodes: true } })
  })

  test('a guest is sent to the log-in', async ({ client }) => {
    const response = await client.visit('second_factors.show').redirects(0)
    response.assertHeader('location', '/login')
  })
})

test.group('Second factors | required', (group) => {
  group.each.setup(() => {
    settings.fake({ 'secondFactor.requiredFor': 'everybody' })
    return () => {
      settings.restore()
    }
  })

  test('a member without a factor is led to set one up, and can still log out (ASVS 6.3.3)', async ({
    client,
  }) => {
    const user = await UserFactory.create()
    for (const path of ['/dashboard', '/settings/preferences', '/settings/security']) {
      const response = await client.get(path).loginAs(user).redirects(0)
      response.assertHeader('location', '/settings/second-factor')
    }
    const page = await client.visit('second_factors.show').loginAs(user).withInertia()
    page.assertInertiaPropsContains({ isMissing: true })
    const setUp = await client
      .visit('authenticators.create')
      .withSession({ identity_confirmed_at: Date.now() })
      .loginAs(user)
      .withInertia()
    setUp.assertInertiaComponent('settings/authenticators/create')
    const logOut = await client.visit('sessions.destroy').loginAs(user).withCsrfToken().redirects(0)
    logOut.assertHeader('location', '/login')
  })

  test('a form of a member without a factor changes nothing', async ({ client, db }) => {
    const user = await UserFactory.merge({ locale: 'en' }).create()
    const response = await client
      .put('/settings/preferences')
      .form({ locale: 'es', timeZone: 'UTC', dateOrder: '', firstDayOfWeek: '' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/settings/second-factor')
    await db.assertHas('users', { id: user.id, locale: 'en' })
  })

  test('a member with a factor goes on', async ({ client }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const response = await client.get('/dashboard').loginAs(user).redirects(0)
    response.assertStatus(200)
  })
})

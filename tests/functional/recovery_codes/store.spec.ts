import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import RecoveryCode from '#models/recovery_code'
import { addAuthenticator } from '#tests/support/second_factor'

const NOWHERE = { ipAddress: null, userAgent: null }
const confirmed = () => ({ identity_confirmed_at: Date.now() })

test.group('Recovery codes | store', () => {
  test('new codes replace the former ones and are shown once (ASVS 6.5.2, 6.5.4)', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const { codes: former } = await addAuthenticator(user)
    const made = await client
      .visit('recovery_codes.store')
      .withSession(confirmed())
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    made.assertHeader('location', '/settings/recovery-codes')
    await db.assertHas('account_events', { user_id: user.id, kind: 'recovery_codes_made' }, 2)

    const show = (flash: Record<string, any>) =>
      client.visit('recovery_codes.index').withFlashMessages(flash).loginAs(user).withInertia()
    const page = await show(made.flashMessages())
    const { flash } = page.body() as unknown as { flash: { shownOnce?: string[] } }
    const codes = flash.shownOnce!
    assert.lengthOf(new Set(codes), 10)
    for (const code of codes) assert.match(code, /^[\da-hjkmnp-tv-z]{4}(-[\da-hjkmnp-tv-z]{4}){5}$/)
    const again = await show(page.flashMessages())
    assert.notInclude(JSON.stringify(again.body()), 'shownOnce')
    again.assertInertiaPropsContains({ codesLeft: 10, isOn: true, hasFewCodes: false })

    assert.isFalse(await RecoveryCode.spend(user, former[0], NOWHERE))
    assert.isTrue(await RecoveryCode.spend(user, codes[0], NOWHERE))
  })

  test('the table and the session have no code that can be read', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const { codes } = await addAuthenticator(user)
    const rows = await RecoveryCode.query().where({ userId: user.id })
    const stored = JSON.stringify(rows.map(({ $attributes }) => $attributes))
    for (const code of codes) {
      assert.notInclude(stored, code)
      assert.notInclude(stored, code.replaceAll('-', ''))
    }

    const made = await client
      .visit('recovery_codes.store')
      .withSession(confirmed())
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    assert.notMatch(JSON.stringify(made.flashMessages()), /[\da-z]{4}(-[\da-z]{4}){3}"/)
    await db.assertCount('recovery_codes', 10)
  })

  test('an account without a second factor gets no codes', async ({ client, db }) => {
    const response = await client
      .visit('recovery_codes.store')
      .withSession(confirmed())
      .loginAs(await UserFactory.create())
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/settings/second-factor')
    await db.assertEmpty('recovery_codes')
  })

  test('new codes need a recent proof of identity', async ({ client, db }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const response = await client
      .visit('recovery_codes.store')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/confirm-identity')
    await db.assertHas('account_events', { user_id: user.id, kind: 'recovery_codes_made' }, 1)
  })
})

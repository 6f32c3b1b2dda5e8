import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { UserFactory } from '#database/factories/user_factory'
import { startProvider } from '#tests/support/social_log_in'

/** They add a way in, remove a factor, end sessions, or reach all data of the account: somebody at an unlocked computer must not. */
const ASKS = [
  ...['access_tokens.store', 'email_changes.store', 'recovery_codes.store'],
  ...['authenticators.store', 'authenticators.destroy'],
  ...['passkeys.store', 'passkeys.update', 'passkeys.destroy', 'settings.passkey_challenges.store'],
  ...['social_identities.store', 'social_identities.destroy'],
  ...['browser_sessions.destroy', 'other_sessions.destroy', 'all_sessions.destroy'],
  ...['data_exports.store', 'account_deletions.store'],
]

/** The form has the current password. An account without one is asked as above. */
const HAS_PASSWORD = ['passwords.update']

/** They take access away and give none, so an owner in a hurry is not held up. */
const PROTECTS = ['access_tokens.destroy', 'email_changes.destroy']

/** They change nothing about who gets in. */
const HARMLESS = [
  ...['profiles.update', 'settings.avatars.store', 'settings.avatars.destroy'],
  ...['preferences.update', 'settings.themes.update', 'notification_choices.update'],
  'account_confirmations.store',
]

const unsafeRoutes = () =>
  router.toJSON().root.filter(({ methods, pattern }) => {
    return pattern.startsWith('/settings') && !methods.includes('GET')
  })

function pathOf({ name, pattern }: { name?: string; pattern: string }) {
  const id = name === 'browser_sessions.destroy' ? crypto.randomUUID() : '1'
  return pattern.replace(':id', id).replace(':provider', 'gitlab')
}

test.group('Identity confirmations | settings', (group) => {
  group.setup(async () => {
    router.commit()
    const provider = await startProvider()
    return provider.stop
  })

  test('each form of the settings has said whether it asks for the identity', ({ assert }) => {
    assert.sameMembers(
      unsafeRoutes().map(({ name }) => name),
      [...ASKS, ...HAS_PASSWORD, ...PROTECTS, ...HARMLESS]
    )
  })

  for (const [names, isAsked] of [
    [ASKS, true],
    [[...HAS_PASSWORD, ...PROTECTS, ...HARMLESS], false],
  ] as const) {
    for (const name of names) {
      test(`${name} ${isAsked ? 'asks' : 'does not ask'} for a recent proof of identity`, async ({
        assert,
        client,
      }) => {
        const route = unsafeRoutes().find((one) => one.name === name)!
        const send = (session: object) =>
          client
            .request(pathOf(route), route.methods[0])
            .withSession(session as never)
            .loginAs(user)
            .withCsrfToken()
            .redirects(0)
        const user = await UserFactory.create()
        const unproven = await send({ identity_confirmed_at: Date.now() - 16 * 60_000 })
        assert.equal(unproven.header('location') === '/confirm-identity', isAsked)
        const proven = await send({ identity_confirmed_at: Date.now() })
        assert.notEqual(proven.header('location'), '/confirm-identity')
      })
    }
  }

  test('an account without a password is asked before it sets one', async ({ client }) => {
    const user = await UserFactory.merge({ password: null }).create()
    const response = await client
      .visit('passwords.update')
      .form({ password: 'nine-kestrels-over-lisbon' } as never)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/confirm-identity')
  })
})

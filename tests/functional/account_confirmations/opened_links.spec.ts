import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { registration as options } from '#config/auth'
import { UserFactory } from '#database/factories/user_factory'
import AccountOpening from '#models/account_opening'
import Registration from '#models/registration'
import type User from '#models/user'
import { confirmationLink } from '#tests/support/confirmation_link'

const NOWHERE = { ipAddress: null, userAgent: null }

/** The link of an account that has begun without a confirmed address. */
async function opened() {
  const user = await UserFactory.merge({ emailConfirmedAt: null }).create()
  const registration = await Registration.linkFor(user)
  return { user, registration, link: confirmationLink(registration) }
}

/** Changes after which the link is dead. */
const CHANGES: Record<string, (user: User) => Promise<unknown>> = {
  'it has expired': (user) =>
    db
      .from('registrations')
      .where('user_id', user.id)
      .update({ expires_at: new Date(Date.now() - 3_600_000) }),
  'its account has another address': (user) =>
    user.merge({ email: `new.${crypto.randomUUID()}@example.com` }).save(),
}

test.group('Account confirmations | opened links', (group) => {
  group.each.setup(() => {
    const { verification } = options
    options.verification = 'optional'
    return () => void (options.verification = verification)
  })

  for (const [title, change] of Object.entries(CHANGES)) {
    test(`a link confirms nothing if ${title}, and the next step is a new link`, async ({
      assert,
      client,
      db: rows,
    }) => {
      const { user, registration, link } = await opened()
      await change(user)

      const page = await client.get(link).loginAs(user).redirects(0)
      page.assertHeader('location', '/settings/confirmation')
      page.assertFlashMessage(
        'error',
        'This link has expired. Your e-mail address is not confirmed yet: send the link again.'
      )
      await client.post(link).loginAs(user).withCsrfToken().redirects(0)
      assert.isNull(await AccountOpening.confirmOpened(registration.id, NOWHERE))
      await rows.assertHas('users', { id: user.id, email_confirmed_at: null })
    })
  }

  test('an expired link tells nobody that the address is confirmed', async ({ client }) => {
    const { user, link } = await opened()
    await CHANGES['it has expired'](user)
    const stranger = await UserFactory.create()

    for (const request of [client.get(link), client.get(link).loginAs(stranger)]) {
      const response = await request.accept('json').redirects(0)
      response.assertStatus(403)
      response.assertTextIncludes('This link has expired, or another one has confirmed')
    }
  })
})

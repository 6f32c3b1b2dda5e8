import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import SendAccountConfirmation from '#jobs/send_account_confirmation'
import AccountOpening from '#models/account_opening'
import Registration from '#models/registration'
import type User from '#models/user'
import settings from '#settings'
import queue from '#queue/main'
import { confirmationLink } from '#tests/support/confirmation_link'
import { mailsTo } from '#tests/support/mails'

const password = 'analytical-engine'
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
    settings.fake({ 'registration.verification': 'optional' })
    return () => settings.restore()
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

  test('no sign-up that has become an account keeps its password', async ({ db: rows }) => {
    using fake = queue.fake()
    for (const verification of ['optional', 'none', 'mandatory'] as const) {
      settings.fake({ 'registration.verification': verification })
      const signUp = { name: 'Ada', email: `${verification}@example.com`, password, locale: 'en' }
      if (verification === 'mandatory') {
        const { id } = await Registration.signUp(signUp, NOWHERE)
        await AccountOpening.confirm(id, NOWHERE, { isStarter: true })
      } else {
        await AccountOpening.open(signUp, NOWHERE)
      }

      await rows.assertHas('users', { email: signUp.email }, 1)
      await rows.assertHas('registrations', { email: signUp.email, password: null }, 1)
    }
    fake.assertCount(2)
  })

  test('no link is mailed to an account that is confirmed or disabled meanwhile', async ({
    assert,
  }) => {
    for (const change of [
      { emailConfirmedAt: DateTime.now() },
      { emailConfirmedAt: null, disabledAt: DateTime.now() },
    ]) {
      const user = await UserFactory.merge(change).create()
      await SendAccountConfirmation.dispatch({ userId: user.id })
      await queue.drain()
      assert.isEmpty(await mailsTo(user.email))
    }
  })

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

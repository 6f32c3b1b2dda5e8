import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import { registration as options } from '#config/auth'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'
import type Registration from '#models/registration'
import User from '#models/user'
import { confirmationLink, sessionOfStarter } from '#tests/support/confirmation_link'
import { withRawCookie } from '#tests/support/raw_cookie'
import { NEW_PASSWORD, NOWHERE } from '#tests/support/event_flows/stage'

const YESTERDAY = DateTime.now().minus({ days: 1 }).startOf('second')
const TERMS_ARE_MISSING = { terms: ['Accept the terms of use to continue.'] }

const signUp = (row = {}) =>
  RegistrationFactory.merge({ termsAcceptedAt: YESTERDAY, ...row }).create()

/** An account at a provider, which has no password. */
function signUpByProvider() {
  const ids = { issuer: 'https://id.example.com', subject: crypto.randomUUID(), email: null }
  return signUp({ password: null, socialIdentity: { provider: 'gitlab' as const, ...ids } })
}

function confirm(client: ApiClient, registration: Registration, form = {}, session = {}) {
  const request = client.post(confirmationLink(registration)).form(form as never)
  return request.withSession(session).withCsrfToken().redirects(0)
}

async function pageOf(client: ApiClient, registration: Registration, session = {}) {
  const request = client.get(confirmationLink(registration)).withSession(session)
  const page = await withRawCookie(request, 'plain_pages', '1')
  return page.text()
}

async function acceptanceOf({ email }: { email: string }) {
  const { termsAcceptedAt } = await User.findByOrFail('email', email)
  return termsAcceptedAt
}

test.group('Email confirmations | terms', (group) => {
  const defaults = { ...options }
  group.each.setup(() => {
    options.termsUrl = '/terms'
    return () => void Object.assign(options, defaults)
  })

  const STRANGERS = [
    { title: 'sets a new password', form: { password: NEW_PASSWORD, choosesPassword: 'on' } },
    { title: 'confirms a sign-up by a provider', form: {}, make: signUpByProvider },
  ]
  for (const { title, form, make = signUp } of STRANGERS) {
    test(`a person who ${title} in another browser accepts the terms`, async ({
      assert,
      client,
      db,
    }) => {
      const registration = await make()
      const refused = await confirm(client, registration, form)
      assert.deepEqual(refused.flashMessage('inputErrorsBag'), TERMS_ARE_MISSING)
      await db.assertEmpty('users')

      const response = await confirm(client, registration, { ...form, terms: 'on' })
      response.assertHeader('location', '/dashboard')
      const acceptedAt = await acceptanceOf(registration)
      assert.isBelow(Math.abs(acceptedAt!.diffNow('minutes').minutes), 1)
    })

    test(`without terms of the site, a person who ${title} has accepted none`, async ({
      assert,
      client,
    }) => {
      options.termsUrl = undefined
      const registration = await make()
      await confirm(client, registration, form)
      assert.isNull(await acceptanceOf(registration))
    })
  }

  test('the acceptance of the person who signed up counts for this person', async ({
    assert,
    client,
  }) => {
    const [same, other] = [await signUp(), await signUp()]
    await confirm(client, same, {}, sessionOfStarter(same))
    await confirm(client, other, { password: 'secret-password' })
    for (const registration of [same, other]) {
      const acceptedAt = await acceptanceOf(registration)
      assert.equal(acceptedAt!.toMillis(), YESTERDAY.toMillis())
    }
  })

  test('the page asks for the terms in another browser only, also without scripts', async ({
    assert,
    client,
  }) => {
    const registration = await signUp()
    assert.include(await pageOf(client, registration), 'name="terms"')
    assert.include(await pageOf(client, await signUpByProvider()), 'name="terms"')
    const own = await pageOf(client, registration, sessionOfStarter(registration))
    assert.notInclude(own, 'name="terms"')
    options.termsUrl = undefined
    assert.notInclude(await pageOf(client, registration), 'name="terms"')
  })

  test('a person who resets the password of an unconfirmed account accepts the terms', async ({
    assert,
    client,
  }) => {
    const accepted = { termsAcceptedAt: YESTERDAY, emailConfirmedAt: null }
    const user = await UserFactory.merge(accepted).create()
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    const page = await withRawCookie(client.get(`/password-resets/${token}`), 'plain_pages', '1')
    assert.include(page.text(), 'name="terms"')
    const reset = (form: Record<string, string>) =>
      client
        .visit('password_resets.update', { token })
        .form({ password: NEW_PASSWORD, ...form } as never)
        .withCsrfToken()
        .redirects(0)
    const refused = await reset({})
    assert.deepEqual(refused.flashMessage('inputErrorsBag'), TERMS_ARE_MISSING)

    await reset({ terms: 'on' })
    const acceptedAt = await acceptanceOf(user)
    assert.isBelow(Math.abs(acceptedAt!.diffNow('minutes').minutes), 1)
  })

  test('a reset of a confirmed account keeps its acceptance', async ({ assert }) => {
    const user = await UserFactory.merge({ termsAcceptedAt: YESTERDAY }).create()
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    await PasswordReset.complete(token, NEW_PASSWORD, NOWHERE)
    const acceptedAt = await acceptanceOf(user)
    assert.equal(acceptedAt!.toMillis(), YESTERDAY.toMillis())
  })
})

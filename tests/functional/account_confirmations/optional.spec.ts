import { test } from '@japa/runner'
import type { ApiRequest } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import SendAccountConfirmation from '#jobs/send_account_confirmation'
import SendEmailChangeLink from '#jobs/send_email_change_link'
import ConfirmedMiddleware from '#middleware/confirmed_middleware'
import AccountEmail from '#models/account_email'
import AccountOpening from '#models/account_opening'
import EmailChange from '#models/email_change'
import PasswordLogIn from '#models/password_log_in'
import PasswordReset from '#models/password_reset'
import Registration from '#models/registration'
import type User from '#models/user'
import settings from '#settings'
import queue from '#queue/main'
import { confirmationLink } from '#tests/support/confirmation_link'
import { withRawCookie } from '#tests/support/raw_cookie'
import { addAuthenticator } from '#tests/support/second_factor'

const NOWHERE = { ipAddress: null, userAgent: null }
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'analytical-engine' }

/** As a browser without scripts gets it, from the server. */
const plain = (request: ApiRequest) => withRawCookie(request, 'plain_pages', '1')

/** An account that has begun without a confirmed address. */
async function opened() {
  using fake = queue.fake()
  const user = (await AccountOpening.open({ ...ada, locale: 'en' }, NOWHERE))!
  fake.assertDispatched(SendAccountConfirmation)
  return { user, link: confirmationLink(await Registration.linkFor(user)) }
}

test.group('Account confirmations | optional', (group) => {
  group.each.setup(() => {
    settings.fake({ 'registration.verification': 'optional' })
    return () => settings.restore()
  })

  test('a sign-up logs in at once, and the pages ask to confirm the address', async ({
    assert,
    client,
    db,
  }) => {
    using fake = queue.fake()
    const response = await client.post('/signup').form(ada).withCsrfToken().redirects(0)
    response.assertHeader('location', '/dashboard')
    fake.assertDispatched(SendAccountConfirmation)

    const user = await PasswordLogIn.authenticate(ada.email, ada.password, NOWHERE)
    assert.isFalse(user.isConfirmed)
    await db.assertMissing('account_events', { user_id: user.id, kind: 'confirmed' })
    const page = await plain(client.get('/dashboard').loginAs(user))
    assert.include(page.text(), 'action="/settings/confirmation"')
  })

  test('an address that has an unconfirmed account is refused', async ({ assert, client, db }) => {
    const { user } = await opened()
    const response = await client
      .post('/signup')
      .form({ ...ada, password: 'another-password' })
      .withCsrfToken()
      .redirects(0)
    assert.property(response.flashMessage('inputErrorsBag'), 'email')
    await db.assertHas('users', { id: user.id, password: user.password })
    await db.assertHas('registrations', { email: ada.email }, 1)
  })

  test('the link confirms the account that is logged in, once', async ({ assert, client, db }) => {
    const { user, link } = await opened()
    const page = await plain(client.get(link).loginAs(user))
    assert.include(page.text(), 'Confirm the address')
    await db.assertHas('users', { id: user.id, email_confirmed_at: null })

    const response = await client.post(link).loginAs(user).withCsrfToken().redirects(0)
    response.assertHeader('location', '/dashboard')
    await user.refresh()
    assert.isTrue(user.isConfirmed)
    await client.post(link).loginAs(user).withCsrfToken().redirects(0)
    await db.assertHas('account_events', { user_id: user.id, kind: 'confirmed' }, 1)
  })

  test('the link confirms nothing for a guest or for another account', async ({ client, db }) => {
    const { user, link } = await opened()
    const shown = await client.get(link).redirects(0)
    shown.assertHeader('location', '/login')
    await client.post(link).withCsrfToken().redirects(0)

    const stranger = await UserFactory.create()
    const other = await client.post(link).loginAs(stranger).withCsrfToken().redirects(0)
    other.assertHeader('location', link)
    await db.assertHas('users', { id: user.id, email_confirmed_at: null })
  })

  test('a password reset proves the address and ends every other way in', async ({
    assert,
    client,
    db,
  }) => {
    const { user } = await opened()
    await addAuthenticator(user)
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    const password = 'password-of-the-owner'
    await client
      .visit('password_resets.update', { token })
      .form({ password })
      .withCsrfToken()
      .redirects(0)

    await db.assertMissing('authenticators', { user_id: user.id })
    await db.assertMissing('recovery_codes', { user_id: user.id })
    const owner = await PasswordLogIn.authenticate(ada.email, password, NOWHERE)
    assert.isTrue(owner.isConfirmed)
    assert.isFalse(owner.hasSecondFactor)
    assert.notEqual(owner.sessionGeneration, user.sessionGeneration)
    await assert.rejects(() => PasswordLogIn.authenticate(ada.email, ada.password, NOWHERE))
  })

  test('a confirmed sign-up takes an unconfirmed account over, without its second factor', async ({
    assert,
    db,
  }) => {
    const { user } = await opened()
    await addAuthenticator(user)
    using fake = queue.fake()
    const signUp = { ...ada, password: 'password-of-the-owner', locale: 'en' }
    const { id } = await Registration.signUp(signUp, NOWHERE)
    const owner = await AccountOpening.confirm(id, NOWHERE)
    assert.equal(owner!.id, user.id)
    assert.isFalse(owner!.hasSecondFactor)
    await db.assertMissing('authenticators', { user_id: user.id })
    fake.assertCount(1)
  })

  test('an e-mail change confirms the account, and nobody can move it back', async ({ assert }) => {
    const { user } = await opened()
    using fake = queue.fake()
    const change = await EmailChange.request(user, 'new@example.com', NOWHERE)
    await EmailChange.confirm(await change.issueLink(), NOWHERE)
    await user.refresh()
    assert.equal(user.email, 'new@example.com')
    assert.isTrue(user.isConfirmed)
    await change.refresh()
    assert.isAtMost(change.expiresAt.toMillis(), change.confirmedAt!.toMillis())
    fake.assertDispatched(SendEmailChangeLink)
  })

  test('the form sends the link again', async ({ client }) => {
    const { user } = await opened()
    using fake = queue.fake()
    const response = await client
      .post('/settings/confirmation')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/settings/confirmation')
    fake.assertDispatched(SendAccountConfirmation)
    const page = await client.get('/settings/confirmation').loginAs(user)
    page.assertStatus(200)
  })

  test('a route with the middleware leads an unconfirmed account to the page', async ({
    assert,
  }) => {
    const { user } = await opened()
    const visit = async (member: User) => {
      let target = 'next'
      const response = { redirect: () => ({ toRoute: (name: string) => (target = name) }) }
      const auth = { getUserOrFail: () => member }
      await new ConfirmedMiddleware().handle({ auth, response } as never, async () => {})
      return target
    }
    assert.equal(await visit(user), 'account_confirmations.create')
    assert.equal(await visit(await UserFactory.create()), 'next')
  })

  test('an unconfirmed account cannot log in once the confirmation is mandatory', async ({
    assert,
  }) => {
    const { user } = await opened()
    settings.fake({ 'registration.verification': 'mandatory' })
    await assert.rejects(() => PasswordLogIn.authenticate(ada.email, ada.password, NOWHERE))
    const reached = await AccountEmail.findReachable(ada.email)
    assert.equal(reached?.id, user.id)
  })
})

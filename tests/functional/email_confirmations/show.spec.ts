import { test } from '@japa/runner'
import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountOpening from '#models/account_opening'
import Registration from '#models/registration'
import { confirmationLink } from '#tests/support/confirmation_link'

const NOWHERE = { ipAddress: null, userAgent: null }

test.group('Email confirmations | show', () => {
  test('opening the link changes nothing: {title} (ASVS 3.5.3, 7.6.2)')
    .with([
      { title: 'as a page', method: 'GET', purpose: '' },
      { title: 'as a visit', method: 'GET', purpose: '', isVisit: true },
      { title: 'ahead of a click', method: 'GET', purpose: 'prefetch' },
      { title: 'by a link checker', method: 'HEAD', purpose: '' },
    ])
    .run(async ({ assert, client, db }, { method, purpose, isVisit }) => {
      const registration = await RegistrationFactory.create()
      for (let times = 0; times < 2; times++) {
        const request = client.request(confirmationLink(registration), method)
        if (isVisit) request.withInertia()
        const response = await request.header('sec-purpose', purpose).redirects(0)
        response.assertStatus(200)
        assert.notProperty(response.session(), 'auth_web')
      }

      await db.assertEmpty('users')
      await db.assertEmpty('account_events')
      assert.isNotNull(await Registration.findPending(registration.id))
    })

  test('the page has a form that works without scripts, and is not cached', async ({
    assert,
    client,
  }) => {
    const registration = await RegistrationFactory.create()
    const link = confirmationLink(registration)
    const response = await client.get(link)

    response.assertHeader('cache-control', 'no-store')
    const [form] = response.text().match(/<form[\s\S]*<\/form>/)!
    assert.include(form, `action="${link}"`)
    assert.match(form, /method="post"/i)
    assert.match(form, /<input type="hidden" name="_csrf" value="[^"]+"/)
    assert.match(form, /<button[^>]*type="submit"/)
    for (const text of [registration.email, registration.name]) {
      response.assertTextIncludes(text)
    }
  })

  test('a logged-in member is asked before the log-out', async ({ assert, client }) => {
    const registration = await RegistrationFactory.create()
    const member = await UserFactory.create()
    const response = await client.get(confirmationLink(registration)).loginAs(member).withInertia()

    response.assertInertiaComponent('auth/email_confirmations/show')
    response.assertInertiaPropsContains({
      user: { id: member.id },
      registration: { email: registration.email },
    })
    assert.equal(response.session('auth_web'), member.id)
  })

  test('a used link leads its own account to the dashboard', async ({ client }) => {
    const registration = await RegistrationFactory.create()
    const user = await AccountOpening.confirm(registration.id, NOWHERE)
    const response = await client.get(confirmationLink(registration)).loginAs(user!).redirects(0)

    response.assertHeader('location', '/dashboard')
    response.assertFlashMessage('success', 'Your e-mail address is already confirmed.')
  })

  test('a used link is invalid for everybody else, and leads to the log-in', async ({ client }) => {
    const registration = await RegistrationFactory.create()
    await AccountOpening.confirm(registration.id, NOWHERE)
    const link = confirmationLink(registration)

    for (const request of [
      client.get(link),
      client.get(link).loginAs(await UserFactory.create()),
    ]) {
      const response = await request.redirects(0)
      response.assertStatus(403)
    }
    const response = await client.get(link)
    response.assertTextIncludes('This link was used already: the e-mail address is confirmed.')
  })

  test('a link is invalid: {title} (ASVS 9.2.1)')
    .with([
      {
        title: 'it has expired',
        link: async () => confirmationLink(await RegistrationFactory.apply('expired').create()),
      },
      {
        title: 'its sign-up is not there any more',
        link: async () =>
          confirmationLink(await RegistrationFactory.merge({ id: crypto.randomUUID() }).make()),
      },
      {
        title: 'somebody has confirmed the address meanwhile',
        link: async () => {
          const { email } = await UserFactory.create()
          return confirmationLink(await RegistrationFactory.merge({ email }).create())
        },
      },
      {
        title: 'it has no signature',
        link: async () => confirmationLink(await RegistrationFactory.create()).split('?')[0],
      },
      {
        title: 'it was signed for another purpose',
        link: async () => {
          const { id } = await RegistrationFactory.create()
          return signedUrlFor('email_confirmations.show', { id })
        },
      },
      {
        title: 'its account has moved to another address',
        link: async () => {
          const registration = await RegistrationFactory.create()
          const user = await AccountOpening.confirm(registration.id, NOWHERE)
          await user!.merge({ email: `new.${registration.email}` }).save()
          return confirmationLink(registration)
        },
      },
      {
        title: 'its id was changed',
        link: async () => {
          const [one, other] = await RegistrationFactory.createMany(2)
          return confirmationLink(one).replace(one.id, other.id)
        },
      },
      {
        title: 'an older release has sent it, for an account',
        link: async () => {
          const user = await UserFactory.apply('unconfirmed').create()
          const qs = { key: user.confirmationKey }
          const options = { qs, expiresIn: '1 hour', purpose: 'confirm-email' }
          return signedUrlFor('email_confirmations.show', { id: String(user.id) }, options)
        },
      },
    ])
    .run(async ({ client }, { link }) => {
      const response = await client.get(await link()).accept('json')
      response.assertStatus(403)
    })

  test('an address without an id is not found: {$self}')
    .with(['nobody', '1x', 'x1', '%20', '99999999999999999999', '1/2', crypto.randomUUID() + '0'])
    .run(async ({ client }, id) => {
      for (const method of ['GET', 'HEAD', 'POST']) {
        const response = await client.request(`/email-confirmations/${id}?signature=x`, method)
        response.assertStatus(404)
      }
    })
})

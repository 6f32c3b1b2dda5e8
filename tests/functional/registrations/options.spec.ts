import { test } from '@japa/runner'
import { registration } from '#config/auth'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountOpening from '#models/account_opening'
import Registration from '#models/registration'
import User from '#models/user'
import queue from '#queue/main'
import settings from '#settings'
import { NOWHERE } from '#tests/support/event_flows/stage'
import { confirmationLink } from '#tests/support/confirmation_link'

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'analytical-engine' }

test.group('Registrations | options', (group) => {
  const defaults = { ...registration }
  group.each.setup(() => () => void Object.assign(registration, defaults))
  group.each.teardown(() => settings.restore())

  test('a sign-up that is switched off has a page that says so, and no page links it', async ({
    assert,
    client,
  }) => {
    settings.fake({ 'registration.isOpen': false })
    const closed = await client.get('/signup').header('accept', 'text/html')
    closed.assertStatus(404)
    assert.include(closed.text(), 'Sign-up is closed')

    for (const path of ['/', '/login', '/forgot-password']) {
      const page = await client.get(path).header('accept', 'text/html')
      assert.notInclude(page.text(), 'href="/signup"')
    }
  })

  test('a sign-up that is switched off stores nothing', async ({ client, db }) => {
    settings.fake({ 'registration.isOpen': false })
    const response = await client.post('/signup').form(ada).withCsrfToken().redirects(0)
    response.assertHeader('location', '/signup')
    await db.assertEmpty('registrations')
  })

  test('a confirmation link that was sent before still works', async ({ client }) => {
    settings.fake({ 'registration.isOpen': false })
    const link = confirmationLink(await RegistrationFactory.create())
    const response = await client.get(link).header('accept', 'text/html')
    response.assertStatus(200)
  })

  test('a sign-up needs accepted terms, and the account keeps the time', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    registration.termsUrl = '/terms'
    const refused = await client.post('/signup').form(ada).withCsrfToken().redirects(0)
    assert.deepEqual(refused.flashMessage('inputErrorsBag'), {
      terms: ['Accept the terms of use to continue.'],
    })

    await client
      .post('/signup')
      .form({ ...ada, terms: 'on' })
      .withCsrfToken()
      .redirects(0)
    const { id } = await Registration.findByOrFail('email', ada.email)
    const user = await AccountOpening.confirm(id, NOWHERE, { isStarter: true })
    assert.isNotNull(user!.termsAcceptedAt)
    fake.assertCount(1)
  })

  test('without terms nothing is asked and no time of acceptance is stored', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    await client.post('/signup').form(ada).withCsrfToken().redirects(0)
    const { termsAcceptedAt } = await Registration.findByOrFail('email', ada.email)
    assert.isNull(termsAcceptedAt)
    fake.assertCount(1)
  })

  test('the pages of guests link the terms and the privacy policy', async ({ assert, client }) => {
    Object.assign(registration, { termsUrl: '/terms', privacyUrl: 'https://example.com/privacy' })
    for (const path of ['/', '/signup', '/login']) {
      const page = await client.get(path).header('accept', 'text/html')
      assert.match(page.text(), /href="\/terms"/)
      assert.match(page.text(), /href="https:\/\/example\.com\/privacy"/)
    }
  })

  test('the form asks for the terms only if there are some', async ({ assert, client }) => {
    for (const termsUrl of ['/terms', undefined]) {
      registration.termsUrl = termsUrl
      const page = await client.get('/signup').header('accept', 'text/html')
      assert.equal(/<[^>]+ name="terms"/.test(page.text()), termsUrl !== undefined)
    }
  })

  test('a page links only the terms or the privacy policy that is there', async ({
    assert,
    client,
  }) => {
    for (const urls of [{ termsUrl: '/terms' }, { privacyUrl: '/privacy' }, {}]) {
      Object.assign(registration, { termsUrl: undefined, privacyUrl: undefined, ...urls })
      const page = await client.get('/login').header('accept', 'text/html')
      const links = [...page.text().matchAll(/href="\/(terms|privacy)"/g)].map(([, name]) => name)
      assert.deepEqual(
        links.map((name) => `${name}Url`),
        Object.keys(urls)
      )
      const html = page.text().replace(/<script.*?<\/script>/gs, '')
      assert.equal(html.includes('Terms of use'), 'termsUrl' in urls)
      assert.equal(html.includes('Privacy policy'), 'privacyUrl' in urls)
    }
  })

  test('the page of a link that was sent leads to a sign-up only if it is open', async ({
    assert,
    client,
  }) => {
    for (const isOpen of [true, false]) {
      settings.fake({ 'registration.isOpen': isOpen })
      const page = await client
        .get('/email-confirmations/new')
        .withFlashMessages({ sentTo: ada.email })
        .header('accept', 'text/html')
      assert.equal(page.text().includes('Wrong address?'), isOpen)
    }
  })

  test('with mandatory verification a sign-up logs nobody in and makes no account', async ({
    assert,
    client,
    db,
  }) => {
    using fake = queue.fake()
    settings.fake({ 'registration.verification': 'mandatory' })
    const response = await client.post('/signup').form(ada).withCsrfToken().redirects(0)
    response.assertHeader('location', '/email-confirmations/new')
    assert.isUndefined(response.session('auth_web'))
    await db.assertMissing('users', { email: ada.email })
    fake.assertCount(1)
  })

  test('without verification the account begins at once, without a mail', async ({
    assert,
    client,
    db,
  }) => {
    using fake = queue.fake()
    settings.fake({ 'registration.verification': 'none' })
    const response = await client.post('/signup').form(ada).withCsrfToken().redirects(0)

    response.assertHeader('location', '/dashboard')
    const user = await User.findByOrFail('email', ada.email)
    assert.equal(response.session('auth_web'), user.id)
    await db.assertHas('account_events', { user_id: user.id, kind: 'signed_up' })
    await db.assertMissing('account_events', { user_id: user.id, kind: 'confirmed' })
    fake.assertCount(0)
  })

  test('without verification an address that has an account is refused, and nothing of it changes', async ({
    assert,
    client,
    db,
  }) => {
    settings.fake({ 'registration.verification': 'none' })
    const user = await UserFactory.merge({ email: ada.email, name: 'Ada King' }).create()
    const response = await client.post('/signup').form(ada).withCsrfToken().redirects(0)

    assert.deepEqual(response.flashMessage('inputErrorsBag'), {
      email: ['This address has an account already. Log in to it.'],
    })
    assert.isUndefined(response.session('auth_web'))
    await db.assertHas('users', { id: user.id, name: 'Ada King', password: user.password })
  })
})

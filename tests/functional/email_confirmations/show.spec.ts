import { test } from '@japa/runner'
import { signedUrlFor } from '@adonisjs/core/services/url_builder'
import { UserFactory } from '#database/factories/user_factory'
import type User from '#models/user'

function linkFor(user: User, expiresIn: string | number = '1 hour') {
  return signedUrlFor(
    'email_confirmations.show',
    { id: user.id },
    { qs: { key: user.confirmationKey }, expiresIn, purpose: 'confirm-email' }
  )
}

test.group('Email confirmations | show', () => {
  test('the link confirms the address and logs in', async ({ assert, client, db }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const response = await client.get(linkFor(user)).redirects(0)

    response.assertHeader('location', '/dashboard')
    assert.equal(response.session('auth_web'), user.id)
    await user.refresh()
    assert.isTrue(user.isConfirmed)
    await db.assertHas('account_events', { user_id: user.id, kind: 'confirmed' })
  })

  test('it works once', async ({ assert, client }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const link = linkFor(user)
    await client.get(link).redirects(0)

    const again = await client.get(link).redirects(0).accept('json')
    again.assertStatus(403)
    assert.notProperty(again.session(), 'auth_web')
  })

  test('a HEAD request does not spend it', async ({ assert, client }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    await client.request(linkFor(user), 'HEAD').redirects(0)

    await user.refresh()
    assert.isFalse(user.isConfirmed)
  })

  test('it expires', async ({ assert, client }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const link = linkFor(user, '1ms')
    await new Promise((resolve) => setTimeout(resolve, 20))

    const response = await client.get(link).redirects(0).accept('json')
    response.assertStatus(403)
    await user.refresh()
    assert.isFalse(user.isConfirmed)
  })

  test('it is for one account: a changed id breaks the signature', async ({ assert, client }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const other = await UserFactory.apply('unconfirmed').create()
    const link = linkFor(user).replace(`/${user.id}?`, `/${other.id}?`)

    const response = await client.get(link).redirects(0).accept('json')
    response.assertStatus(403)
    await other.refresh()
    assert.isFalse(other.isConfirmed)
  })

  test('a link without its signature is refused', async ({ client }) => {
    const user = await UserFactory.apply('unconfirmed').create()
    const link = `/email-confirmations/${user.id}?key=${user.confirmationKey}`

    const response = await client.get(link).redirects(0).accept('json')
    response.assertStatus(403)
  })
})

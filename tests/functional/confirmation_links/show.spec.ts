import { test } from '@japa/runner'
import { RegistrationFactory } from '#database/factories/registration_factory'
import type Registration from '#models/registration'
import { confirmationLink } from '#tests/support/confirmation_link'

function shortLink({ linkToken }: Registration) {
  return `/confirm/${linkToken}`
}

test.group('ConfirmationLinks | show', () => {
  test('a short link redirects to the signed address of its sign-up', async ({
    assert,
    client,
  }) => {
    const registration = await RegistrationFactory.create()
    const response = await client.get(shortLink(registration)).redirects(0)

    response.assertStatus(302)
    response.assertHeader('location', confirmationLink(registration))
    response.assertHeader('cache-control', 'no-store')
    assert.isAtMost(shortLink(registration).length, 54)
  })

  test('the page behind a short link confirms the sign-up', async ({ client }) => {
    const registration = await RegistrationFactory.create()
    const response = await client.get(shortLink(registration)).withInertia()
    response.assertInertiaComponent('auth/email_confirmations/show')
  })

  test('a short link of an expired sign-up leads to the sign-up', async ({ client }) => {
    const registration = await RegistrationFactory.apply('expired').create()
    const response = await client.get(shortLink(registration))
    response.assertTextIncludes('sign up again')
  })

  test('a forged link is refused: {kind}')
    .with([
      { kind: 'another signature', forge: (token: string) => token.slice(0, 22) + 'A'.repeat(22) },
      { kind: 'cut', forge: (token: string) => token.slice(0, -1) },
      { kind: 'one character', forge: () => 'x' },
      { kind: 'another id', forge: (token: string) => 'A'.repeat(22) + token.slice(22) },
    ])
    .run(async ({ client }, { forge }) => {
      const { linkToken } = await RegistrationFactory.create()
      const response = await client.get(`/confirm/${forge(linkToken)}`).redirects(0)
      response.assertStatus(403)
      response.assertTextIncludes('/email-confirmations/new')
    })
})

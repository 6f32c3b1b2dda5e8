import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { registration } from '#config/auth'
import { GroupFactory } from '#database/factories/group_factory'
import { InvitationFactory } from '#database/factories/invitation_factory'
import { UserFactory } from '#database/factories/user_factory'
import Invitation from '#models/invitation'
import User from '#models/user'
import settings from '#settings'

const answer = { name: 'Grace Hopper', password: 'nine-kestrels-over-lisbon' }
const NOWHERE = { ipAddress: null, userAgent: null }

function accept(client: ApiClient, token: string, form: object = answer) {
  return client
    .visit('invitations.update', { token })
    .form(form as never)
    .withCsrfToken()
    .redirects(0)
}

test.group('Invitations | accept', (group) => {
  group.each.teardown(() => settings.restore())

  test('the link opens an account in its groups and logs in, also while the sign-up is closed', async ({
    assert,
    client,
    db,
  }) => {
    settings.fake({ 'registration.isOpen': false })
    const support = await GroupFactory.merge({ permissions: ['users.view'] }).create()
    const invitation = await InvitationFactory.merge({ groupIds: [support.id] }).create()
    const token = await invitation.issueLink()
    const page = await client.visit('invitations.edit', { token }).withInertia()
    assert.deepInclude(page.inertiaProps, { email: invitation.email })

    const response = await accept(client, token)
    response.assertHeader('location', '/dashboard')
    const user = await User.findByOrFail('email', invitation.email)
    assert.equal(response.session('auth_web'), user.id)
    assert.isTrue(user.isConfirmed)
    assert.isTrue(await user.may('users.view'))
    await db.assertMissing('invitations', { id: invitation.id })
    await db.assertHas('account_events', { user_id: user.id, kind: 'invitation_accepted' }, 1)
  })

  test('a link works once, and not after it has expired, was replaced or withdrawn', async ({
    client,
  }) => {
    const used = await InvitationFactory.create()
    const usedToken = await used.issueLink()
    await accept(client, usedToken)
    const expired = await InvitationFactory.apply('expired').create()
    const expiredToken = await expired.issueLink()
    const replaced = await InvitationFactory.create()
    const replacedToken = await replaced.issueLink()
    await replaced.issueLink()
    const withdrawn = await InvitationFactory.create()
    const withdrawnToken = await withdrawn.issueLink()
    await withdrawn.delete()

    for (const token of [usedToken, expiredToken, replacedToken, withdrawnToken, 'x']) {
      const page = await client.visit('invitations.edit', { token })
      page.assertStatus(403)
      const response = await accept(client, token)
      response.assertStatus(403)
    }
  })

  test('a link opens one account, also if it is used several times at the same moment', async ({
    assert,
    db,
  }) => {
    const invitation = await InvitationFactory.create()
    const token = await invitation.issueLink()
    const details = { ...answer, locale: 'en' }
    const uses = await Promise.all(
      Array.from({ length: 5 }, () => Invitation.accept(token, details, NOWHERE))
    )
    assert.lengthOf(uses.filter(Boolean), 1)
    await db.assertHas('users', { email: invitation.email }, 1)
    await db.assertHas('account_events', { kind: 'invitation_accepted' }, 1)
  })

  test('an address that has got an account meanwhile keeps it', async ({ assert, client }) => {
    const invitation = await InvitationFactory.create()
    const token = await invitation.issueLink()
    const user = await UserFactory.merge({ email: invitation.email }).create()
    const page = await client.visit('invitations.edit', { token })
    page.assertStatus(403)
    const response = await accept(client, token)

    response.assertStatus(403)
    assert.isUndefined(response.session('auth_web'))
    await user.refresh()
    assert.isTrue(await user.verifyPassword('secret-password'))
  })

  test('an account that never confirmed the address is taken over with nothing of it', async ({
    assert,
    client,
  }) => {
    const invitation = await InvitationFactory.create()
    const token = await invitation.issueLink()
    const stranger = await UserFactory.merge({ email: invitation.email })
      .apply('unconfirmed')
      .create()
    await accept(client, token)

    await stranger.refresh()
    assert.isTrue(stranger.isConfirmed)
    assert.isFalse(await stranger.verifyPassword('secret-password'))
    assert.equal(stranger.name, answer.name)
  })

  for (const [field, value] of [
    ['name', ''],
    ['name', 'www.example.com'],
    ['password', 'short'],
    ['password', 'password123'],
  ]) {
    test(`the ${field} ${JSON.stringify(value)} is refused, and the link still works`, async ({
      assert,
      client,
    }) => {
      const invitation = await InvitationFactory.create()
      const token = await invitation.issueLink()
      const response = await accept(client, token, { ...answer, [field]: value })
      assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), [field])
      const page = await client.visit('invitations.edit', { token })
      page.assertStatus(200)
    })
  }

  test('terms must be accepted where there are some', async ({ assert, client }) => {
    registration.termsUrl = '/terms'
    try {
      const invitation = await InvitationFactory.create()
      const token = await invitation.issueLink()
      const response = await accept(client, token)
      assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), ['terms'])
    } finally {
      registration.termsUrl = undefined
    }
  })
})

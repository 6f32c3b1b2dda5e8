import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountDeletion from '#models/account_deletion'
import LogInNotice from '#models/log_in_notice'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import { confirmationLink } from '#tests/support/confirmation_link'

const ADDED = 'utm_source=newsletter&lang=es&a[]=1'

/** Each link of a mail for this member, and the page that it opens. */
const LINKS: Record<string, (user: User) => Promise<string>> = {
  'auth/email_confirmations/show': async () => {
    const { linkToken } = await RegistrationFactory.create()
    return `/confirm/${linkToken}?`
  },
  'auth/password_resets/edit': async (user) => {
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    return `/password-resets/${token}?`
  },
  'auth/email_change_confirmations/edit': async (user) => {
    const change = await EmailChangeFactory.merge({ userId: user.id }).create()
    return `/email-changes/${await change.issueLink()}?`
  },
  'auth/email_change_reversals/edit': async (user) => {
    const change = await EmailChangeFactory.merge({ userId: user.id }).apply('confirmed').create()
    return `/email-changes/${await change.issueUndoLink()}/undo?`
  },
  'auth/account_deletion_reversals/edit': async () => {
    const deletesAt = DateTime.now().plus({ days: 9 })
    const { token } = (await AccountDeletion.issueUndoLink(
      await UserFactory.merge({ deletesAt }).create()
    ))!
    return `/account-deletions/${token}/undo?`
  },
  'auth/log_in_reports/edit': async (user) => {
    const { token } = await LogInNotice.issue(user, crypto.randomUUID())
    return `/log-in-reports/${token}?`
  },
}

test.group('Mailed links | added parameters', () => {
  for (const [page, linkOf] of Object.entries(LINKS)) {
    test(`a link still opens ${page} when a mail program adds parameters`, async ({ client }) => {
      const user = await UserFactory.create()
      const link = await linkOf(user)
      const response = await client
        .get(link + ADDED)
        .loginAs(user)
        .withInertia()

      response.assertStatus(200)
      response.assertInertiaComponent(page)
    })
  }

  test('a signed address opens and confirms with added parameters', async ({ client, db }) => {
    const registration = await RegistrationFactory.create()
    const address = `${confirmationLink(registration)}&${ADDED}`
    const page = await client.get(address).withInertia()
    page.assertInertiaComponent('auth/email_confirmations/show')

    const response = await client
      .post(address)
      .form({ password: 'secret-password' })
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/dashboard')
    await db.assertHas('users', { email: registration.email })
  })

  test('a signature opens no other address, however it is sent', async ({ client }) => {
    const [one, other] = await RegistrationFactory.createMany(2)
    const signature = new URLSearchParams(confirmationLink(one).split('?')[1]).get('signature')!
    for (const query of [`signature=${signature}`, `signature[]=${signature}`, 'signature[a]=1']) {
      const response = await client.get(`/email-confirmations/${other.id}?${query}`)
      response.assertStatus(403)
    }
    const twice = await client.get(`${confirmationLink(one)}&signature=${signature}`)
    twice.assertStatus(403)
  })
})

import { test } from '@japa/runner'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import type { LinkKind } from '#exceptions/link_expired_exception'
import AccountOpening from '#models/account_opening'
import { confirmationLink } from '#tests/support/confirmation_link'
import { withRawCookie } from '#tests/support/raw_cookie'

const NOWHERE = { ipAddress: null, userAgent: null }

async function usedSignUp() {
  const registration = await RegistrationFactory.create()
  await AccountOpening.confirm(registration.id, NOWHERE)
  return confirmationLink(registration)
}

const expiredSignUp = async () => {
  return confirmationLink(await RegistrationFactory.apply('expired').create())
}

interface DeadLink {
  kind: LinkKind
  link: () => string | Promise<string>
  says: string
  guest: string
  member: string
}

// prettier-ignore
const DEAD: DeadLink[] = [
  { kind: 'sign_up', link: () => '/confirm/cut', says: 'incomplete', guest: '/email-confirmations/new', member: '/dashboard' },
  { kind: 'sign_up', link: () => '/email-confirmations/1?key=x', says: 'incomplete', guest: '/email-confirmations/new', member: '/dashboard' },
  { kind: 'sign_up_expired', link: expiredSignUp, says: 'sign up again', guest: '/signup', member: '/dashboard' },
  { kind: 'sign_up_used', link: usedSignUp, says: 'is confirmed', guest: '/login', member: '/dashboard' },
  { kind: 'password_reset', link: () => '/password-resets/spent', says: 'change your password in the settings', guest: '', member: '/settings/password' },
  { kind: 'email_change', link: () => '/email-changes/spent', says: 'change it in the settings', guest: '/settings/email', member: '/settings/email' },
  { kind: 'email_change_undo', link: () => '/email-changes/spent/undo', says: 'former address', guest: '/forgot-password', member: '/settings/password' },
  { kind: 'deletion_undo', link: () => '/account-deletions/spent/undo', says: 'keep it', guest: '/login', member: '/dashboard' },
  { kind: 'log_in_report', link: () => '/log-in-reports/spent', says: 'logs out all devices', guest: '/forgot-password', member: '/settings/password' },
]

/** The first button of the page. The others lead to the home page and back. */
function firstStep(html: string) {
  const main = html.slice(html.indexOf('<main'))
  return main.match(/<a [^>]*href="([^"]*)"/)?.[1]
}

test.group('Mailed links | dead', () => {
  test('a guest is told the next step: {kind}')
    .with(DEAD.filter(({ guest }) => guest))
    .run(async ({ assert, client }, { link, says, guest }) => {
      const response = await client.get(await link()).redirects(0)

      response.assertStatus(403)
      response.assertTextIncludes('This link does not work')
      response.assertTextIncludes(says)
      assert.equal(firstStep(response.text()), guest)
    })

  test('a member is told the next step: {kind}')
    .with(DEAD)
    .run(async ({ assert, client }, { link, says, member }) => {
      const request = client.get(await link()).loginAs(await UserFactory.create())
      const response = await withRawCookie(request, 'plain_pages', '1').redirects(0)

      response.assertStatus(403)
      response.assertTextIncludes(says)
      assert.equal(firstStep(response.text()), member)
    })

  test('a button that is pressed too late tells the next step too: {kind}')
    .with(DEAD.filter(({ kind }) => !kind.startsWith('sign_up')))
    .run(async ({ client }, { link, says }) => {
      const user = await UserFactory.create()
      const response = await client
        .post(await link())
        .json({})
        .loginAs(user)
        .withCsrfToken()
        .withInertia()

      response.assertStatus(403)
      response.assertBodyContains({ status: 403 })
      response.assertTextIncludes(says)
    })
})

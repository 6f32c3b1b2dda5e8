import { test } from '@japa/runner'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { InvitationFactory } from '#database/factories/invitation_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountDeletion from '#models/account_deletion'
import EmailChange from '#models/email_change'
import Invitation from '#models/invitation'
import LogInNotice from '#models/log_in_notice'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import queue from '#queue/main'

const origin = { ipAddress: null, userAgent: null }

async function changeOf({ id, email }: User, state?: 'confirmed') {
  const former = state ? { formerEmail: `former.${email}`, email } : {}
  const factory = EmailChangeFactory.merge({ userId: id, ...former })
  return (state ? factory.apply(state) : factory).create()
}

async function confirmation(user: User) {
  const change = await changeOf(user)
  return change.issueLink()
}

async function undoing(user: User) {
  const change = await changeOf(user, 'confirmed')
  return change.issueUndoLink()
}

async function report(user: User) {
  const { token } = await LogInNotice.issue(user, crypto.randomUUID())
  return token
}

async function reset(user: User) {
  const link = await PasswordReset.issue(user, crypto.randomUUID())
  return link!.token
}

async function keeping(user: User) {
  const link = await AccountDeletion.issueUndoLink(user)
  return link!.token
}

async function invitation() {
  const open = await InvitationFactory.create()
  return open.issueLink()
}

/** How each kind of link is made, and how it is used. */
const USES = {
  'confirms an address': {
    make: confirmation,
    use: (token: string) => EmailChange.confirm(token, origin),
  },
  'undoes a new address': {
    make: undoing,
    use: (token: string) => EmailChange.undo(token, origin),
  },
  'reports a log-in': {
    make: report,
    use: (token: string) => LogInNotice.report(token, origin),
  },
}

/** Where each kind of link leads to, and whether it still works. */
const LINKS = [
  { path: (token: string) => `/password-resets/${token}`, make: reset, find: PasswordReset },
  { path: (token: string) => `/email-changes/${token}`, make: confirmation, find: EmailChange },
  {
    path: (token: string) => `/email-changes/${token}/undo`,
    make: undoing,
    find: { findPending: (token: string) => EmailChange.findUndoable(token) },
  },
  { path: (token: string) => `/log-in-reports/${token}`, make: report, find: LogInNotice },
  {
    path: (token: string) => `/account-deletions/${token}/undo`,
    make: keeping,
    find: AccountDeletion,
  },
  { path: (token: string) => `/invitations/${token}`, make: invitation, find: Invitation },
]

test.group('Mailed links | single use', () => {
  for (const [title, { make, use }] of Object.entries(USES)) {
    test(`a link that ${title} counts once, also if it is used twice at the same moment`, async ({
      assert,
    }) => {
      using fake = queue.fake()
      const token = await make(await UserFactory.create())
      const uses = await Promise.all([use(token), use(token)])

      assert.lengthOf(uses.filter(Boolean), 1)
      fake.assertCount(1)
    })
  }

  test('a link of one kind is refused at the addresses of the others', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const { deletesAt } = await AccountDeletion.request(user, 'deletion_requested', origin)
    await user.refresh()
    const tokens = await Promise.all(LINKS.map(({ make }) => make(user)))

    for (const [index, { path }] of LINKS.entries()) {
      for (const token of tokens.toSpliced(index, 1)) {
        const session = { auth_generation: user.sessionGeneration! }
        for (const method of ['GET', 'POST']) {
          const request = client.request(path(token), method).form({ password: 'kestrels-over' })
          const member = request.withSession(session).loginAs(user).withCsrfToken()
          const response = await member.accept('json').redirects(0)
          const isRefused = response.status() === 403
          assert.isTrue(isRefused || response.header('location') === '/forgot-password', path('…'))
        }
      }
    }
    await user.refresh()
    assert.equal(user.deletesAt?.toMillis(), deletesAt?.toMillis())
    for (const [index, { find }] of LINKS.entries()) {
      assert.isNotNull(await find.findPending(tokens[index]))
    }
    fake.assertCount(1)
  })
})

import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountDeletion from '#models/account_deletion'
import type { EventKind } from '#models/account_event'
import EmailChange from '#models/email_change'
import LogInNotice from '#models/log_in_notice'
import type User from '#models/user'

const origin = { ipAddress: null, userAgent: null }

interface Link {
  event: EventKind
  make: (user: User) => Promise<string>
  use: (token: string) => Promise<unknown>
}

/** Each of these links takes or gives an account. Functional tests share one connection, so they cannot show it. */
const LINKS: Record<string, Link> = {
  'undoes a new address': {
    event: 'email_change_undone',
    async make({ id, email }) {
      const merged = { userId: id, formerEmail: `former.${email}`, email }
      const change = await EmailChangeFactory.merge(merged).apply('confirmed').create()
      return change.issueUndoLink()
    },
    use: (token) => EmailChange.undo(token, origin),
  },
  'reports a log-in': {
    event: 'log_in_reported',
    async make(user) {
      const { token } = await LogInNotice.issue(user, crypto.randomUUID())
      return token
    },
    use: (token) => LogInNotice.report(token, origin),
  },
  'keeps an account': {
    event: 'deletion_undone',
    async make(user) {
      // Without the job that mails the link, because it would replace this one.
      await user.merge({ deletesAt: DateTime.now().plus({ days: 14 }) }).save()
      const link = await AccountDeletion.issueUndoLink(user)
      return link!.token
    },
    use: (token) => AccountDeletion.undo(token, origin),
  },
}

test.group('Simultaneous uses of one link', () => {
  for (const [title, { event, make, use }] of Object.entries(LINKS)) {
    test(`a link that ${title} counts once`, async ({ assert, db }) => {
      const user = await UserFactory.create()
      const token = await make(user)
      const uses = await Promise.all([1, 2, 3, 4].map(() => use(token)))

      assert.lengthOf(uses.filter(Boolean), 1)
      await db.assertHas('account_events', { user_id: user.id, kind: event }, 1)
    })
  }
})

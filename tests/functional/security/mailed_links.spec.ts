import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { UserFactory } from '#database/factories/user_factory'
import SendEmailChangedMail from '#jobs/send_email_changed_mail'
import EmailChange from '#models/email_change'
import LogInNotice from '#models/log_in_notice'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import queue from '#queue/main'
import UserAdministration from '#services/user_administration'

const NOWHERE = { ipAddress: null, userAgent: null }
const PASSWORD = 'a-brand-new-password'

async function resetLink(user: User) {
  const link = await PasswordReset.issue(user, crypto.randomUUID())
  return link!.token
}

async function confirmedChange({ id, email }: User) {
  const merged = EmailChangeFactory.merge({ userId: id, formerEmail: `former.${email}`, email })
  return merged.apply('confirmed').create()
}

/** Each way to a new password, and the end of an account. */
const WAYS: Record<string, (user: User, client: ApiClient) => Promise<unknown>> = {
  'the settings': (user, client) =>
    client
      .visit('passwords.update')
      .form({ currentPassword: 'secret-password', password: PASSWORD })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0),
  'another link': async (user) => PasswordReset.complete(await resetLink(user), PASSWORD, NOWHERE),
  'an administrator': (user) => UserAdministration.setPassword(user, PASSWORD),
  'the report of a log-in': async (user) => {
    const { token } = await LogInNotice.issue(user, crypto.randomUUID())
    return LogInNotice.report(token, NOWHERE)
  },
  'the undoing of a change of the address': async (user) => {
    const change = await confirmedChange(user)
    return EmailChange.undo(await change.issueUndoLink(), NOWHERE)
  },
  'the end of the account': (user) => UserAdministration.disable(user),
}

test.group('Security | mailed links', () => {
  for (const [way, change] of Object.entries(WAYS)) {
    test(`links that were mailed before a new password end with it, by ${way}`, async ({
      assert,
      client,
    }) => {
      using fake = queue.fake()
      const user = await UserFactory.create()
      const reset = await resetLink(user)
      const pending = await EmailChangeFactory.merge({ userId: user.id }).create()
      const confirmation = await pending.issueLink()

      await change(user, client)
      assert.isNull(await PasswordReset.findPending(reset))
      assert.isNull(await PasswordReset.complete(reset, 'password-of-a-thief', NOWHERE))
      assert.isNull(await EmailChange.confirm(confirmation, NOWHERE))
      fake.assertNotDispatched(SendEmailChangedMail)
    })
  }

  test('links of another account, and links against a thief, outlive a new password', async ({
    assert,
  }) => {
    using fake = queue.fake()
    const [user, other] = await UserFactory.createMany(2)
    const [reset, change] = [await resetLink(other), await confirmedChange(user)]
    const undo = await change.issueUndoLink()
    const { token: report } = await LogInNotice.issue(user, crypto.randomUUID())

    await UserAdministration.setPassword(user, PASSWORD)
    assert.isNotNull(await PasswordReset.findPending(reset))
    assert.isNotNull(await LogInNotice.findPending(report))
    assert.isNotNull(await EmailChange.findUndoable(undo))
    fake.assertCount(1)
  })

  test('a mailed token has at least 128 bits, and its table has only a hash', async ({
    assert,
    db,
  }) => {
    const user = await UserFactory.create()
    const change = await confirmedChange(user)
    const { token } = await LogInNotice.issue(user, crypto.randomUUID())
    const tokens = {
      password_resets: { token: await resetLink(user), column: 'token_hash' },
      log_in_notices: { token, column: 'token_hash' },
      email_changes: { token: await change.issueUndoLink(), column: 'undo_token_hash' },
    }
    for (const [table, { token: mailed, column }] of Object.entries(tokens)) {
      assert.match(mailed, /^[\da-f]{32}$/)
      await db.assertMissing(table, { [column]: mailed })
      await db.assertHas(table, { user_id: user.id })
    }
  })
})

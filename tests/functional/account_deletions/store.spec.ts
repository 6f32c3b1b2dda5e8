import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { UserFactory } from '#database/factories/user_factory'
import SendAccountDeletionMail from '#jobs/send_account_deletion_mail'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'

function ask(client: ApiClient, user: User, session = { identity_confirmed_at: Date.now() }) {
  return client
    .visit('account_deletions.store')
    .withSession(session)
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
}

async function undoLinkOf(user: User) {
  await queue.drain()
  const [mail] = await mailsTo(user.email)
  const [, token] = mail.text!.match(/\/account-deletions\/([\da-f]{32})\/undo/)!
  return { mail, token }
}

test.group('Account deletions | store', () => {
  test('a request ends all sessions and links, and nothing is deleted for 14 days', async ({
    assert,
    client,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    await PasswordReset.issue(user, crypto.randomUUID())
    await EmailChangeFactory.merge({ userId: user.id }).create()
    await db
      .table('sessions')
      .insert({ id: 's', user_id: user.id, data: '{}', expires_at: 'infinity' })
    const response = await ask(client, user)

    response.assertHeader('location', '/login')
    assert.match(
      String(response.flashMessage('notice')),
      /^Your account will be deleted on \w+ \d+, \d+\./
    )
    assert.isUndefined(response.session('auth_web'))
    await user.refresh()
    assert.closeTo(user.deletesAt!.diffNow('days').days, 14, 0.1)
    for (const table of ['sessions', 'password_resets', 'email_changes']) {
      await rows.assertMissing(table, { user_id: user.id })
    }
    await rows.assertHas('account_events', { user_id: user.id, kind: 'deletion_requested' }, 1)
  })

  test('a mail has the day and a link, of which the table has only the hash', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await ask(client, user)
    const { mail, token } = await undoLinkOf(user)

    assert.equal(mail.subject, 'Your account will be deleted')
    await user.refresh()
    assert.include(mail.text!, user.deletesAt!.setLocale('en').toFormat('MMMM d, yyyy'))
    assert.notEqual(user.deletionTokenHash, token)
    assert.lengthOf(user.deletionTokenHash!, 64)
  })

  test('the former address can still undo a move of the account', async ({ client, db: rows }) => {
    const user = await UserFactory.create()
    await EmailChangeFactory.merge({ userId: user.id }).apply('confirmed').create()
    await ask(client, user)

    await rows.assertHas('email_changes', { user_id: user.id }, 1)
  })

  test('the page and the act need a recent proof of identity', async ({ assert, client }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    const page = await client.visit('account_deletions.create').loginAs(user).redirects(0)
    page.assertHeader('location', '/confirm-identity')
    const response = await ask(client, user, { identity_confirmed_at: 0 })

    response.assertHeader('location', '/confirm-identity')
    await user.refresh()
    assert.isNull(user.deletesAt)
    fake.assertNotDispatched(SendAccountDeletionMail)
  })
})

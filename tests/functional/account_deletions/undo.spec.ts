import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import AccountDeletion from '#models/account_deletion'
import type User from '#models/user'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'

/** A session that began after the deletion was asked for. */
const sessionOf = (user: User) => ({ auth_generation: user.sessionGeneration! })

const origin = { ipAddress: null, userAgent: null }

function logIn(client: ApiClient, { email }: User) {
  return client
    .visit('sessions.store')
    .form({ email, password: 'secret-password' })
    .withCsrfToken()
    .redirects(0)
}

async function undoLinkOf(user: User) {
  await queue.drain()
  const [mail] = await mailsTo(user.email)
  const [, token] = mail.text!.match(/\/account-deletions\/([\da-f]{32})\/undo/)!
  return token
}

const undo = (client: ApiClient, token: string) =>
  client.visit('account_deletion_reversals.update', { token }).withCsrfToken().redirects(0)

test.group('Account deletions | undo', () => {
  test('opening the link changes nothing, and its button keeps the account once', async ({
    assert,
    client,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    await AccountDeletion.request(user, 'deletion_requested', origin)
    const token = await undoLinkOf(user)
    const page = await client.visit('account_deletion_reversals.edit', { token }).withInertia()
    assert.equal(page.inertiaProps.email, user.email)
    await user.refresh()
    assert.isNotNull(user.deletesAt)

    const response = await undo(client, token)
    response.assertHeader('location', '/login')
    response.assertFlashMessage('success', 'Your account stays. Nothing is deleted.')
    await user.refresh()
    assert.isNull(user.deletesAt)
    assert.isNull(user.deletionTokenHash)
    assert.isUndefined(response.session('auth_web'))
    const again = await undo(client, token)
    again.assertStatus(403)
    await rows.assertHas('account_events', { user_id: user.id, kind: 'deletion_undone' }, 1)
  })

  test('the link of a former deletion does not undo a later one', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await AccountDeletion.request(user, 'deletion_requested', origin)
    const former = await AccountDeletion.issueUndoLink(user)
    await AccountDeletion.keep(user, origin)
    await AccountDeletion.request(user, 'deletion_requested', origin)
    const response = await undo(client, former!.token)

    response.assertStatus(403)
    await user.refresh()
    assert.isNotNull(user.deletesAt)
  })

  test('a link that another one replaces while it is used does not undo the deletion', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    await AccountDeletion.request(user, 'deletion_requested', origin)
    const former = await AccountDeletion.issueUndoLink(user)
    const current = await AccountDeletion.issueUndoLink(user)

    assert.isNull(await AccountDeletion.keep(user, origin, former!.token))
    assert.isNotNull(await AccountDeletion.keep(user, origin, current!.token))
    assert.isNull(await AccountDeletion.issueUndoLink(user))
  })

  test('one of two simultaneous uses of the link undoes the deletion', async ({
    assert,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    await AccountDeletion.request(user, 'deletion_requested', origin)
    const { token } = (await AccountDeletion.issueUndoLink(user))!
    const uses = [AccountDeletion.undo(token, origin), AccountDeletion.undo(token, origin)]
    const undone = await Promise.all(uses)

    assert.lengthOf(
      undone.filter((one) => one !== null),
      1
    )
    await rows.assertHas('account_events', { user_id: user.id, kind: 'deletion_undone' }, 1)
  })

  test('a log-in leads to the page that keeps the account, and to no other one', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await AccountDeletion.request(user, 'deletion_requested', origin)
    const answer = await logIn(client, user)
    assert.equal(answer.session('auth_web'), user.id)

    await user.refresh()
    for (const path of ['/dashboard', '/settings/profile', '/settings/data/export']) {
      const response = await client
        .get(path)
        .withSession(sessionOf(user))
        .loginAs(user)
        .redirects(0)
      response.assertHeader('location', '/restore-account')
    }
    const page = await client
      .visit('account_restorations.create')
      .withSession(sessionOf(user))
      .loginAs(user)
      .withInertia()
    assert.equal(page.inertiaProps.deletesAt, user.deletesAt!.toMillis())
    await user.refresh()
    assert.isNotNull(user.deletesAt)

    const restored = await client
      .visit('account_restorations.store')
      .withSession(sessionOf(user))
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    restored.assertHeader('location', '/dashboard')
    await user.refresh()
    assert.isNull(user.deletesAt)
    const dashboard = await client
      .get('/dashboard')
      .withSession(sessionOf(user))
      .loginAs(user)
      .redirects(0)
    dashboard.assertStatus(200)
  })

  test('an account that waits for its deletion can log out', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await AccountDeletion.request(user, 'deletion_requested', origin)
    await user.refresh()
    const response = await client
      .visit('sessions.destroy')
      .withSession(sessionOf(user))
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertFlashMessage('success', 'You are logged out.')
    assert.isUndefined(response.session('auth_web'))
    await user.refresh()
    assert.isNotNull(user.deletesAt)
  })

  test('the page of the restoration is not for other accounts', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await client.visit('account_restorations.create').loginAs(user).redirects(0)
    response.assertHeader('location', '/dashboard')
  })
})

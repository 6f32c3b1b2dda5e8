import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import EmailChange from '#models/email_change'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'

const origin = { ipAddress: '192.0.2.7', userAgent: null }
const address = () => `new.${crypto.randomUUID()}@example.com`
const past = () => new Date(Date.now() - 3_600_000)

async function pendingChange(user: User, email: string) {
  const change = await EmailChange.request(user, email, origin)
  return change.issueLink()
}

/** Moves the account and returns the token of the link in the mail to the former address. */
async function moved(user: User, email: string) {
  const former = user.email
  await EmailChange.confirm(await pendingChange(user, email), origin)
  await user.refresh()
  await queue.drain()
  const [{ text }] = await mailsTo(former)
  return text!.match(/\/email-changes\/([\da-f]{32})\/undo/)![1]
}

test.group('Email change confirmations', () => {
  test('opening the link changes nothing, pressing the button moves the account', async ({
    client,
    db: database,
  }) => {
    const user = await UserFactory.create()
    const email = address()
    const token = await pendingChange(user, email)
    for (let times = 0; times < 2; times++) {
      const page = await client
        .visit('email_change_confirmations.edit', { token })
        .loginAs(user)
        .withInertia()
      page.assertInertiaPropsContains({ token, email })
    }
    await database.assertHas('users', { id: user.id, email: user.email })

    const response = await client
      .visit('email_change_confirmations.update', { token })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/dashboard')
    await database.assertHas('users', { id: user.id, email })
    await database.assertHas('account_events', { user_id: user.id, kind: 'email_changed' })
  })

  test('a link works once', async ({ client }) => {
    const user = await UserFactory.create()
    const token = await pendingChange(user, address())
    const press = () =>
      client
        .visit('email_change_confirmations.update', { token })
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)

    const first = await press()
    first.assertStatus(302)
    const second = await press()
    second.assertStatus(403)
  })

  test('the owner of the mailbox gives no address to the account of a stranger', async ({
    assert,
    client,
    db: database,
  }) => {
    const [stranger, owner] = await UserFactory.createMany(2)
    const email = address()
    const token = await pendingChange(stranger, email)
    const path = `/email-changes/${token}`
    for (const send of [() => client.get(path), () => client.post(path).withCsrfToken()]) {
      const asked = await send().redirects(0)
      asked.assertHeader('location', '/login')
      assert.match(
        String(asked.flashMessage('notice')),
        /^Log in to the account that gets this address/
      )
      const refused = await send().loginAs(owner).redirects(0)
      refused.assertHeader('location', '/dashboard')
      assert.match(String(refused.flashMessage('error')), /^This link belongs to another account/)
    }
    await database.assertHas('users', { id: stranger.id, email: stranger.email })
  })

  test('an expired or unknown link is refused', async ({ client }) => {
    const expired = await pendingChange(await UserFactory.create(), address())
    await db.from('email_changes').update({ expires_at: past() })
    for (const token of [expired, 'nonsense']) {
      const page = await client.visit('email_change_confirmations.edit', { token })
      page.assertStatus(403)
    }
  })

  test('an address that another account has taken meanwhile is refused', async ({
    assert,
    db: database,
  }) => {
    const user = await UserFactory.create()
    const email = address()
    const token = await pendingChange(user, email)
    await UserFactory.merge({ email }).create()

    assert.isNull(await EmailChange.confirm(token, origin))
    await database.assertHas('users', { id: user.id, email: user.email })
  })

  test('sign-ups with the new address, and password links to the old one, end', async ({
    assert,
    db: database,
  }) => {
    const user = await UserFactory.create()
    const registration = await RegistrationFactory.create()
    const link = await PasswordReset.issue(user, crypto.randomUUID())
    await EmailChange.confirm(await pendingChange(user, registration.email), origin)

    await database.assertMissing('registrations', { email: registration.email })
    assert.isNull(await PasswordReset.findPending(link!.token))
  })
})

test.group('Email change reversals', () => {
  test('the former address recovers the account and ends every session', async ({
    assert,
    client,
    db: database,
  }) => {
    const user = await UserFactory.create()
    const former = user.email
    const token = await moved(user, address())
    await database.assertMissing('users', { email: former })

    const response = await client
      .visit('email_change_reversals.update', { token })
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/login')
    await user.refresh()
    assert.equal(user.email, former)
    assert.isFalse(await hash.verify(user.password!, 'secret-password'))
    await database.assertHas('account_events', { user_id: user.id, kind: 'email_change_undone' })

    await queue.drain()
    const [{ subject }] = await mailsTo(former)
    assert.equal(subject, 'Choose a new password')
  })

  test('the link that undoes a change works once, within 7 days', async ({ assert }) => {
    const user = await UserFactory.create()
    const token = await moved(user, address())
    const change = await EmailChange.findUndoable(token)
    assert.closeTo(change!.expiresAt.diffNow('days').days, 7, 0.01)

    assert.isNotNull(await EmailChange.undo(token, origin))
    assert.isNull(await EmailChange.undo(token, origin))
  })

  test('the first address of several changes undoes all later ones', async ({ assert }) => {
    const user = await UserFactory.create()
    const first = user.email
    const undoFirst = await moved(user, address())
    const undoSecond = await moved(user, address())

    assert.isNotNull(await EmailChange.undo(undoFirst, origin))
    await user.refresh()
    assert.equal(user.email, first)
    assert.isNull(await EmailChange.undo(undoSecond, origin))
  })

  test('a change is not undone if another account has the former address now', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const former = user.email
    const token = await moved(user, address())
    await UserFactory.merge({ email: former }).create()

    assert.isNull(await EmailChange.undo(token, origin))
  })
})

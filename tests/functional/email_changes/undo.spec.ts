import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { UserFactory } from '#database/factories/user_factory'
import AccountOpening from '#models/account_opening'
import EmailChange from '#models/email_change'
import Passkey from '#models/passkey'
import type User from '#models/user'
import settings from '#settings'
import { addAuthenticator } from '#tests/support/second_factor'

const origin = { ipAddress: '192.0.2.7', userAgent: null }

async function moved(user: User) {
  const change = await EmailChange.request(user, `thief.${crypto.randomUUID()}@example.com`, origin)
  await EmailChange.confirm(await change.issueLink(), origin)
  await user.refresh()
  await change.refresh()
  return change.issueUndoLink()
}

async function addPasskey(user: User) {
  const credential = { id: crypto.randomUUID(), publicKey: new Uint8Array(1), counter: 0 }
  await Passkey.add(user, { name: 'Laptop', credential, isSynced: false }, origin)
}

test.group('Email changes | undo', () => {
  test('the keys that a thief added before and after the move are removed', async ({
    assert,
    db: rows,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    await addPasskey(other)
    await addAuthenticator(user)
    const token = await moved(user)
    await addPasskey(user)
    await EmailChange.undo(token, origin)
    await user.refresh()

    assert.isFalse(user.hasSecondFactor)
    for (const table of ['authenticators', 'passkeys', 'recovery_codes']) {
      await rows.assertMissing(table, { user_id: user.id })
    }
    await rows.assertHas('passkeys', { user_id: other.id })
    await rows.assertHas('account_events', { user_id: user.id, kind: 'passkey_removed' })
  })

  test('an older second factor is still asked for', async ({ assert, db: rows }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    const old = DateTime.now().minus({ days: 2 }).toJSDate()
    for (const table of ['authenticators', 'recovery_codes']) {
      await db.from(table).where('user_id', user.id).update('created_at', old)
    }
    await EmailChange.undo(await moved(user), origin)
    await user.refresh()

    assert.isTrue(user.hasSecondFactor)
    await rows.assertHas('recovery_codes', { user_id: user.id }, 10)
  })

  test('a thief cannot take the former address with an unconfirmed account', async ({ assert }) => {
    const user = await UserFactory.create()
    const details = {
      name: 'Eve',
      email: user.email,
      password: 'kestrels-over-lisbon',
      locale: 'en',
    }
    const token = await moved(user)
    try {
      for (const mode of ['optional', 'none'] as const) {
        settings.fake({ 'registration.verification': mode })
        assert.isNull(await AccountOpening.open(details, origin))
      }
    } finally {
      settings.restore()
    }
    assert.isNotNull(await EmailChange.undo(token, origin))
  })

  test('a change that the thief has asked for since is cancelled', async ({ assert }) => {
    const user = await UserFactory.create()
    const token = await moved(user)
    const next = await EmailChange.request(user, `next.${crypto.randomUUID()}@example.com`, origin)
    const link = await next.issueLink()
    await EmailChange.undo(token, origin)

    assert.isNull(await EmailChange.confirm(link, origin))
  })

  test('the browser that undoes the change is logged out', async ({ client }) => {
    const [user, other] = await UserFactory.createMany(2)
    const response = await client
      .visit('email_change_reversals.update', { token: await moved(user) })
      .loginAs(other)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login')
    response.assertSessionMissing('auth_web')
  })
})

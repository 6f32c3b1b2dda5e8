import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { UserFactory } from '#database/factories/user_factory'
import LogInNotice from '#models/log_in_notice'
import Passkey from '#models/passkey'
import RecoveryCode from '#models/recovery_code'
import { addAuthenticator } from '#tests/support/second_factor'
import type User from '#models/user'

const origin = { ipAddress: '192.0.2.7', userAgent: null }
const anHourAgo = () => DateTime.now().minus({ hours: 1 })

async function addPasskey(user: User) {
  const credential = { id: crypto.randomUUID(), publicKey: new Uint8Array(1), counter: 0 }
  await Passkey.add(user, { name: 'Laptop', credential, isSynced: false }, origin)
  await user.refresh()
}

/** As if everything so far had been added long before the log-in. */
async function makeOld(user: User) {
  for (const table of ['authenticators', 'passkeys', 'recovery_codes']) {
    const yesterday = anHourAgo().minus({ days: 1 }).toJSDate()
    await db.from(table).where('user_id', user.id).update('created_at', yesterday)
  }
}

async function report(user: User) {
  const { token } = await LogInNotice.issue(user, crypto.randomUUID(), anHourAgo())
  await LogInNotice.report(token, origin)
  await user.refresh()
}

test.group('Log-in reports | second factors', () => {
  test('factors that were added since the log-in are removed', async ({ assert, db: rows }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    await addPasskey(user)
    await report(user)

    assert.isFalse(user.hasSecondFactor)
    for (const table of ['authenticators', 'passkeys', 'recovery_codes']) {
      await rows.assertMissing(table, { user_id: user.id })
    }
    await rows.assertHas('account_events', { user_id: user.id, kind: 'passkey_removed' })
    await rows.assertHas('account_events', { user_id: user.id, kind: 'second_factor_disabled' })
  })

  test('older factors and their codes stay', async ({ assert, db: rows }) => {
    const user = await UserFactory.create()
    const stranger = await UserFactory.create()
    await addAuthenticator(user)
    await makeOld(user)
    await addPasskey(user)
    await addPasskey(stranger)
    await report(user)

    assert.isTrue(user.hasSecondFactor)
    await rows.assertHas('authenticators', { user_id: user.id })
    await rows.assertMissing('passkeys', { user_id: user.id })
    assert.equal(await RecoveryCode.countLeft(user.id), 10)
    await rows.assertHas('passkeys', { user_id: stranger.id })
  })

  test('recovery codes that were made since the log-in are worth nothing', async ({ assert }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    await makeOld(user)
    await RecoveryCode.renew(user, origin)
    await report(user)

    assert.isTrue(user.hasSecondFactor)
    assert.equal(await RecoveryCode.countLeft(user.id), 0)
  })

  test('an account that never had a factor is reported all the same', async ({ assert }) => {
    const user = await UserFactory.create()
    await report(user)
    assert.isFalse(user.hasSecondFactor)
  })
})

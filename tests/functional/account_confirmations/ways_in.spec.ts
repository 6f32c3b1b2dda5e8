import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import AccessToken from '#models/access_token'
import EmailChange from '#models/email_change'
import LogInNotice from '#models/log_in_notice'
import Passkey from '#models/passkey'
import PasswordReset from '#models/password_reset'
import SecondFactor from '#models/second_factor'
import type User from '#models/user'
import WaysIn from '#models/ways_in'
import { resources } from '#tests/support/resources'
import { addAuthenticator } from '#tests/support/second_factor'

const origin = { ipAddress: '192.0.2.7', userAgent: null }

const FACTORS = ['authenticators', 'recovery_codes', 'passkeys']
const TABLES = [
  ...[...FACTORS, 'social_identities', 'sessions'],
  ...['password_resets', 'email_changes', 'log_in_notices'],
]

/** They end with the sessions and the access tokens, or let nobody in. */
const OTHERS = [
  ...['access_tokens', 'remember_me_tokens'],
  ...['account_events', 'avatar_uploads', 'data_exports', 'notifications', 'registrations'],
  ...['group_members', 'job_runs', 'saved_views'],
]

/** Every table with rows of an account, without the records that a member makes and the links to them. */
async function tablesOfAccounts() {
  const made = await resources()
  const records = made.flatMap(({ file, table }) => [table, [file, 'user'].toSorted().join('_')])
  const { rows } = await database.rawQuery(
    `SELECT DISTINCT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name IN ('user_id', 'tokenable_id')`
  )
  const names = (rows as { name: string }[]).map(({ name }) => name)
  return names.filter((name) => !records.includes(name))
}

async function addAll(user: User) {
  await addAuthenticator(user)
  const credential = { id: crypto.randomUUID(), publicKey: new Uint8Array(1), counter: 0 }
  await Passkey.add(user, { name: 'Laptop', credential, isSynced: false }, origin)
  await Passkey.handleOf(user)
  await AccessToken.make(user, { name: 'CI', abilities: ['profile:read'], lifetime: '30' }, origin)
  await PasswordReset.issue(user, crypto.randomUUID())
  await LogInNotice.issue(user, crypto.randomUUID())
  await EmailChange.request(user, `new.${crypto.randomUUID()}@example.com`, origin)
  const identity = { provider: 'github', issuer: 'github', subject: crypto.randomUUID() }
  const created = { user_id: user.id, created_at: new Date() }
  await database.table('social_identities').insert({ ...identity, ...created })
  const session = { id: crypto.randomUUID(), data: '{}', expires_at: new Date(Date.now() + 60_000) }
  await database.table('sessions').insert({ ...session, user_id: user.id })
  await user.refresh()
}

test.group('Account confirmations | ways in', () => {
  test('a new table of accounts has to say whether it is a way in', async ({ assert }) => {
    assert.sameMembers(await tablesOfAccounts(), [...TABLES, ...OTHERS])
  })

  test('a reset of the second step removes every factor, and so does a report of a thief', async ({
    db,
  }) => {
    const [lost, stolen] = await UserFactory.createMany(2)
    await addAll(lost)
    await addAll(stolen)
    await SecondFactor.reset(lost)
    await database.transaction((trx) =>
      SecondFactor.removeSince(stolen.useTransaction(trx), stolen.createdAt, origin)
    )
    for (const { id } of [lost, stolen]) {
      for (const table of FACTORS) await db.assertMissing(table, { user_id: id })
      await db.assertHas('users', { id, second_factor_at: null })
    }
  })

  test('nothing that the person who signed up has added lets them in, and others keep theirs', async ({
    assert,
    db,
  }) => {
    const [user, other] = await UserFactory.createMany(2)
    await addAll(user)
    await addAll(other)
    const before = user.sessionGeneration
    await database.transaction((trx) => WaysIn.removeAll(user.useTransaction(trx)))
    await user.refresh()

    assert.isFalse(user.hasSecondFactor)
    assert.isNull(user.passkeyUserId)
    assert.notEqual(user.sessionGeneration, before)
    await db.assertMissing('access_tokens', { tokenable_id: user.id })
    await db.assertHas('access_tokens', { tokenable_id: other.id })
    for (const table of TABLES) {
      await db.assertMissing(table, { user_id: user.id })
      await db.assertHas(table, { user_id: other.id })
    }
  })
})

import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import EraseAccounts from '#jobs/erase_accounts'
import AccountDeletion from '#models/account_deletion'
import DataExport from '#models/data_export'
import type User from '#models/user'
import queue from '#queue/main'
import { exportedFiles } from '#tests/support/data_export'
import { NOWHERE } from '#tests/support/event_flows/stage'
import { impersonationOf } from '#tests/support/impersonation'

async function exported(user: User) {
  await DataExport.request(user, NOWHERE)
  await queue.drain()
  const files = await exportedFiles(user)
  return JSON.parse(files['json/impersonations.json']) as Record<string, unknown>[]
}

async function erase(user: User) {
  await AccountDeletion.request(user, 'deletion_requested', NOWHERE)
  await db
    .from('users')
    .where('id', user.id)
    .update({ deletes_at: new Date(0) })
  await EraseAccounts.dispatch({})
  await queue.drain()
}

test.group('Impersonations | personal data', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('the exports of both accounts have it, and those of others do not', async ({ assert }) => {
    const [person, stranger] = await UserFactory.createMany(2)
    const { actor, impersonation } = await impersonationOf(person)
    for (const user of [actor, person]) {
      assert.containsSubset(await exported(user), [
        { id: impersonation.id, reason: 'Ticket 7: no invoices', may_act: false },
      ])
    }
    assert.isEmpty(await exported(stranger))
  })

  test('the row goes with the account of the person', async ({ db: database }) => {
    const person = await UserFactory.create()
    const { impersonation } = await impersonationOf(person)
    await erase(person)
    await database.assertMissing('impersonations', { id: impersonation.id })
  })

  test('the row stays without the account of the actor', async ({ db: database }) => {
    const { actor, impersonation } = await impersonationOf(await UserFactory.create())
    await erase(actor)
    await database.assertHas('impersonations', { id: impersonation.id, actor_id: null })
  })
})

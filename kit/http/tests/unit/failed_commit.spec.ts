import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'

test.group('A COMMIT that fails', (group) => {
  group.setup(async () => {
    await db.rawQuery(
      'CREATE TABLE deferred_numbers (number int UNIQUE DEFERRABLE INITIALLY DEFERRED)'
    )
    return () => db.rawQuery('DROP TABLE deferred_numbers')
  })

  test('a failed COMMIT throws to its caller (ASVS 16.5.3)', async ({ assert }) => {
    const trx = await db.transaction()
    await trx.table('deferred_numbers').multiInsert([{ number: 1 }, { number: 1 }])
    await assert.rejects(() => trx.commit(), /unique constraint/)
    assert.isEmpty(await db.from('deferred_numbers'))
  })

  test('a failed COMMIT of a managed transaction throws and runs no commit hooks', async ({
    assert,
  }) => {
    let isTold = false
    await assert.rejects(
      () =>
        db.transaction(async (trx) => {
          trx.after('commit', () => {
            isTold = true
          })
          await trx.table('deferred_numbers').multiInsert([{ number: 2 }, { number: 2 }])
        }),
      /unique constraint/
    )
    assert.isFalse(isTold)
  })

  test('a successful COMMIT does not throw, also for savepoints', async ({ assert }) => {
    await db.transaction(async (trx) => {
      await trx.table('deferred_numbers').insert({ number: 3 })
      await trx.transaction((savepoint) =>
        savepoint.table('deferred_numbers').insert({ number: 4 })
      )
    })
    assert.lengthOf(await db.from('deferred_numbers').whereIn('number', [3, 4]), 2)
  })
})

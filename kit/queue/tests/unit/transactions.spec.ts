import { test } from '@japa/runner'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { afterCommit, afterRollback } from '#queue/transactions'

type Ending = 'commit' | 'rollback'

interface Case {
  endings: Ending[]
  called: number[]
}

/**
 * Ends a transaction and its savepoints, from the inside to the outside.
 * @returns the ends, counted from 0, after which the handler of the innermost savepoint was called
 */
async function calledAfter(
  endings: Ending[],
  register: (trx: TransactionClientContract, handler: () => void) => void
) {
  const called: number[] = []
  const nested = [await db.transaction()]
  while (nested.length < endings.length) nested.unshift(await nested[0].transaction())

  let ended = 0
  register(nested[0], () => void called.push(ended))
  for (const ending of endings) {
    await nested[ended][ending]()
    ended++
  }
  return called
}

test.group('Transactions', () => {
  test('a savepoint is committed with the outermost transaction')
    .with<Case[]>([
      { endings: ['commit'], called: [0] },
      { endings: ['rollback'], called: [] },
      { endings: ['commit', 'commit'], called: [1] },
      { endings: ['commit', 'commit', 'commit'], called: [2] },
      { endings: ['commit', 'rollback'], called: [] },
    ])
    .run(async ({ assert }, { endings, called }) => {
      const register = (trx: TransactionClientContract, handler: () => void) =>
        afterCommit(trx, db.connection(), handler)
      assert.deepEqual(await calledAfter(endings, register), called)
    })

  test('a savepoint is rolled back with any transaction around it')
    .with<Case[]>([
      { endings: ['commit'], called: [] },
      { endings: ['rollback'], called: [0] },
      { endings: ['commit', 'rollback', 'commit'], called: [1] },
      { endings: ['commit', 'commit', 'rollback'], called: [2] },
      { endings: ['rollback', 'commit'], called: [0] },
    ])
    .run(async ({ assert }, { endings, called }) => {
      assert.deepEqual(await calledAfter(endings, afterRollback), called)
    })

  test('an observer sees an inner transaction before its own ends', async ({ assert }) => {
    const observer = await db.transaction()
    const trx = await observer.transaction()
    const savepoint = await trx.transaction()
    let isCalled = false
    afterCommit(savepoint, observer, () => void (isCalled = true))
    await savepoint.commit()
    assert.isFalse(isCalled)
    await trx.commit()
    assert.isTrue(isCalled)
    await observer.rollback()
  })
})

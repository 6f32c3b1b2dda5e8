import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import {
  createLedger,
  dropLedger,
  readLost,
  readVerdict,
  writeOrders,
} from '#queue/tests/chaos/ledger'

const GREEN = { lost: 0, phantom: 0, twice: 0, doubled: 0 }

test.group('Chaos | ledger', (group) => {
  group.each.setup(async () => {
    await createLedger()
    return dropLedger
  })

  const runs = async (...keys: string[]) => {
    for (const key of keys) await db.table('chaos_effects').insert({ key, pid: process.pid })
  }

  test('a committed job that ran once is completed', async ({ assert }) => {
    await writeOrders(['a', 'b'], 'trx', 'committed')
    await writeOrders(['c'], 'once', 'committed')
    await runs('a', 'b', 'c')
    assert.containsSubset(await readVerdict(), { ...GREEN, dispatched: 3, completed: 3 })
  })

  test('a committed job that did not run is lost', async ({ assert }) => {
    await writeOrders(['a', 'b'], 'delayed', 'committed')
    await runs('a')
    assert.containsSubset(await readVerdict(), { ...GREEN, dispatched: 2, completed: 1, lost: 1 })
    assert.containsSubset(await readLost(), [{ kind: 'delayed', status: null }])
  })

  test('a rolled back job that ran is a phantom', async ({ assert }) => {
    await writeOrders(['a', 'b'], 'rollback', 'rolled back')
    await runs('a')
    assert.containsSubset(await readVerdict(), {
      ...GREEN,
      rolledBack: 2,
      completed: 0,
      phantom: 1,
    })
  })

  test('a job that ran without a dispatch is a phantom', async ({ assert }) => {
    await runs('a')
    assert.containsSubset(await readVerdict(), { ...GREEN, dispatched: 0, phantom: 1 })
  })

  test('a second run of a job is allowed, but not in transaction()', async ({ assert }) => {
    await writeOrders(['a'], 'trx', 'committed')
    await writeOrders(['b'], 'once', 'committed')
    await runs('a', 'a', 'b', 'b', 'b')
    assert.containsSubset(await readVerdict(), { ...GREEN, completed: 2, twice: 1, doubled: 1 })
  })

  test('a job whose dispatch was refused is neither lost nor a phantom', async ({ assert }) => {
    await writeOrders(['a', 'b'], 'direct', 'unknown')
    await runs('a')
    assert.containsSubset(await readVerdict(), { ...GREEN, dispatched: 0, unknown: 2 })
  })
})

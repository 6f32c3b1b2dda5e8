import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

test.group('Worker | Dispatch', (group) => {
  const start = useWorkers(group)

  test('a worker runs dispatched jobs', async ({ assert }) => {
    const key = newKey()
    await RecordRunJob.dispatch({ key })
    const worker = start()

    assert.deepEqual(await happens(key, 'done'), ['done'])
    await eventually(async () => worker.output.includes('test/record_run_job'))
    assert.match(
      worker.output,
      /test\/record_run_job #\S+ \(default, attempt 1\/3\) completed in \d+ ms/
    )
  })

  test('a job of a transaction runs after the commit, and never after a rollback', async ({
    assert,
  }) => {
    start()
    const [committed, rolledBack] = [newKey(), newKey()]
    const trx = await db.transaction()
    await queue.dispatch(RecordRunJob, { key: committed }, { trx })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    assert.isEmpty(await tracesOf(committed), 'before the commit nobody sees it')
    await trx.commit()

    const other = await db.transaction()
    await queue.dispatch(RecordRunJob, { key: rolledBack }, { trx: other })
    await other.rollback()

    await happens(committed, 'done')
    assert.isEmpty(await tracesOf(rolledBack))
  })

  test('a rolled back savepoint discards only its own job', async ({ assert }) => {
    const [outer, inner] = [newKey(), newKey()]
    await db.transaction(async (trx) => {
      await queue.dispatch(RecordRunJob, { key: outer }, { trx })
      const savepoint = await trx.transaction()
      await queue.dispatch(RecordRunJob, { key: inner }, { trx: savepoint })
      await savepoint.rollback()

      const { rows } = await trx.rawQuery('SHOW search_path')
      assert.notInclude(rows[0].search_path, 'bullmq')
    })
    start()

    await happens(outer, 'done')
    assert.isEmpty(await tracesOf(inner))
  })

  test('an undeclared queue is refused', async ({ assert }) => {
    await assert.rejects(
      () => RecordRunJob.dispatch({ key: 'any' }, { queue: 'urgent' }),
      'There is no queue "urgent". Declared in config/queue.ts: high, default, low'
    )
    const worker = start('--queue=urgent')
    assert.equal(await worker.exited(), 1)
    assert.include(worker.output, 'There is no queue "urgent"')
  })
})

import { test } from '@japa/runner'
import bullQueue from '@rlanz/bull-queue/services/main'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { Job } from '#queue/job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { forgetJobs } from '#queue/tests/support/job_runs'
import { bullmqRow, bullmqRows } from '#queue/tests/support/bullmq_rows'

class UnregisteredJob extends Job {
  async handle() {}
}

test.group('Enqueue', (group) => {
  group.each.setup(forgetJobs)
  group.teardown(forgetJobs)

  test('a job of a transaction is stored at the commit', async ({ assert }) => {
    const trx = await db.transaction()
    const id = await queue.dispatch(RecordRunJob, { key: 'commit' }, { trx })
    assert.isEmpty(await bullmqRows())

    await trx.commit()
    assert.containsSubset(await bullmqRows(), [
      { id, name: 'test/record_run_job', queue: 'default', state: 'waiting', attempts_made: 0 },
    ])
    const { data } = await bullmqRow(id)
    assert.deepEqual(data.payload, { key: 'commit' })
  })

  test('a job of a rolled back transaction is not stored (ASVS 2.3.3)', async ({ assert }) => {
    const trx = await db.transaction()
    await queue.dispatch(RecordRunJob, { key: 'rollback' }, { trx })
    await trx.rollback()

    assert.isEmpty(await bullmqRows())
  })

  test('a rolled back savepoint discards only its own jobs', async ({ assert }) => {
    await db.transaction(async (trx) => {
      await queue.dispatch(RecordRunJob, { key: 'before' }, { trx })
      const savepoint = await trx.transaction()
      await queue.dispatch(RecordRunJob, { key: 'inside' }, { trx: savepoint })
      await savepoint.rollback()
      await queue.dispatch(RecordRunJob, { key: 'after' }, { trx })
    })

    const jobs = await bullmqRows()
    const payloads = jobs.map((job) => job.data.payload)
    assert.deepEqual(payloads, [{ key: 'before' }, { key: 'after' }])
  })

  test('an open transaction does not delay other dispatches, not even the first one of a queue', async ({
    assert,
    cleanup,
  }) => {
    const trx = await db.transaction()
    cleanup(() => trx.rollback())
    await queue.dispatch(RecordRunJob, { key: 'first' }, { trx, queue: 'low' })
    await queue.dispatch(RecordRunJob, { key: 'second' }, { queue: 'low' })

    assert.lengthOf(await bullmqRows(), 1)
  })

  test('a dispatch keeps the search path of its transaction', async ({ assert }) => {
    await db.transaction(async (trx) => {
      await trx.rawQuery('SET LOCAL search_path TO public, pg_catalog')
      await queue.dispatch(RecordRunJob, { key: 'path' }, { trx })

      const { rows } = await trx.rawQuery('SHOW search_path')
      assert.deepEqual(rows, [{ search_path: 'public, pg_catalog' }])
    })
  })

  test('an invalid dispatch is refused before it aborts the transaction', async ({ assert }) => {
    await db.transaction(async (trx) => {
      const dispatch = (key: string, options = {}) =>
        queue.dispatch(RecordRunJob, { key }, { trx, ...options })

      await assert.rejects(
        () => dispatch('a', { queue: 'urgent' }),
        'There is no queue "urgent". Declared in config/queue.ts: high, default, low'
      )
      await assert.rejects(
        () => dispatch('a'.repeat(65_600)),
        /The payload of "test\/record_run_job" has 65610 bytes as JSON, more than 65536/
      )
      await assert.rejects(() => dispatch('a', { repeat: 5 }), /there is no option "repeat"/)
      await assert.rejects(
        () => dispatch('a', { delay: 'soon' }),
        /delay is 'soon'. Give milliseconds/
      )
      await dispatch('good')
    })
    assert.lengthOf(await bullmqRows(), 1)
  })

  test('a class that is not a registered job is refused', async ({ assert }) => {
    await assert.rejects(
      () => queue.dispatch(UnregisteredJob, {}),
      'The class "UnregisteredJob" is not a job of app/jobs. Move it there, export it as default, and run "node ace codegen"'
    )
  })

  test('the job options reach the broker', async ({ assert }) => {
    const options = { queue: 'low', priority: 7, delay: '1h', attempts: 9, backoff: '2s' }
    const id = await queue.dispatch(RecordRunJob, { key: 'options' }, options)

    assert.containsSubset(await bullmqRow(id), {
      queue: 'low',
      state: 'delayed',
      priority: 7,
      delay_ms: '3600000',
      opts: { attempts: 9, priority: 7, backoff: { delay: 2000 } },
    })
  })

  test("a dispatch by class, by import and by the class's own method are equivalent", async ({
    assert,
  }) => {
    await queue.dispatch(RecordRunJob, { key: 'class' })
    await queue.dispatch(() => import('#queue/tests/support/jobs/record_run_job'), {
      key: 'import',
    })
    await RecordRunJob.dispatch({ key: 'static' })

    const jobs = await bullmqRows()
    assert.lengthOf(jobs, 3)
    assert.isTrue(jobs.every((job) => job.name === 'test/record_run_job'))
  })

  test('the service of @rlanz/bull-queue is our queue', ({ assert }) => {
    assert.strictEqual(bullQueue as unknown, queue)
  })
})

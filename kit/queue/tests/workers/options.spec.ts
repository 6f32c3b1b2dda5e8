import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import ReportProgressJob from '#queue/tests/support/jobs/report_progress_job'
import GreetJob from '#queue/tests/support/jobs/greet_job'
import EncryptedJob from '#queue/tests/support/jobs/encrypted_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import WriteInTransactionJob from '#queue/tests/support/jobs/write_in_transaction_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRun, jobRuns, untilStatus } from '#queue/tests/support/job_runs'
import { eventually } from '#tests/support/eventually'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

test.group('Options', (group) => {
  const start = useWorkers(group)

  test('a job that has not started in time is dropped', async ({ assert }) => {
    const [late, intime] = [newKey(), newKey()]
    const id = await RecordRunJob.dispatch({ key: late }, { expiresIn: 1 })
    await RecordRunJob.dispatch({ key: intime }, { expiresIn: '1m' })
    start()

    await happens(intime, 'done')
    assert.containsSubset(await untilStatus(id, 'skipped'), { reason: 'expired' })
    assert.isEmpty(await tracesOf(late))
  })

  test('a delayed job runs at its time, not before', async ({ assert }) => {
    const key = newKey()
    const at = DateTime.now().plus({ seconds: 2 })
    const id = await RecordRunJob.dispatch({ key }, { at })
    start()

    await happens(key, 'done')
    const { started_at: startedAt } = await untilStatus(id, 'completed')
    assert.isAtLeast(startedAt!.getTime(), at.toMillis() - 100)
  })

  test('one of fifty simultaneous dispatches of a unique job is dispatched', async ({ assert }) => {
    const key = newKey()
    const ids = await Promise.all(
      Array.from({ length: 50 }, () => RecordRunJob.dispatch({ key }, { unique: { key } }))
    )
    assert.lengthOf([...new Set(ids)], 1)
    assert.lengthOf(await jobRuns(), 1)
    start()
    await untilStatus(ids[0], 'completed')

    const again = await RecordRunJob.dispatch({ key }, { unique: { key } })
    assert.notEqual(again, ids[0])
  })

  test('unique dispatches with different keys do not wait for each other', async ({ assert }) => {
    const calls = Array.from({ length: 40 }, (_, key) =>
      RecordRunJob.with({ key: 'a' }, { unique: { key } })
    )
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        queue.dispatchMany(index % 2 === 0 ? calls : calls.toReversed())
      )
    )
    assert.lengthOf([...new Set(ids.flat())], calls.length)
  })

  test('a lock until the start is released when the job starts', async ({ assert }) => {
    const key = newKey()
    const unique = { key, until: 'started' as const }
    const first = await SleepJob.dispatch({ key, ms: 1000 }, { unique })
    assert.equal(await SleepJob.dispatch({ key, ms: 1000 }, { unique }), first)
    start()
    await happens(key, 'started')

    assert.notEqual(await SleepJob.dispatch({ key, ms: 0 }, { unique }), first)
    await untilStatus(first, 'completed')
  })

  test('a rolled back transaction releases its lock', async ({ assert }) => {
    const unique = { key: newKey() }
    const trx = await db.transaction()
    const lost = await RecordRunJob.dispatch({ key: 'a' }, { unique, trx })
    await trx.rollback()

    assert.notEqual(await RecordRunJob.dispatch({ key: 'a' }, { unique }), lost)
  })

  test('jobs of several classes are dispatched together or not at all', async ({ assert }) => {
    const key = newKey()
    await assert.rejects(() =>
      queue.dispatchMany([
        RecordRunJob.with({ key }),
        RecordRunJob.with({ key }, { queue: 'urgent' }),
      ])
    )
    assert.isEmpty(await jobRuns())

    const trx = await db.transaction()
    await queue.dispatchMany([RecordRunJob.with({ key }), GreetJob.with({ key, name: 'Bo' })], {
      trx,
    })
    await trx.commit()
    start()
    await happens(key, 'done', 'hello Bo')
  })

  test('a payload that does not match its schema is refused at the dispatch', async ({
    assert,
  }) => {
    await assert.rejects(
      () => GreetJob.dispatch({ key: 'a', name: 'A' }),
      'The payload of "test/greet_job" does not match its schema (name: The name field must have at least 2 characters)'
    )
    const key = newKey()
    await GreetJob.dispatch({ key, name: '  Ada ' })
    start()
    await happens(key, 'hello Ada')
  })

  test('an encrypted payload is unreadable in the broker', async ({ assert }) => {
    const key = newKey()
    const id = await EncryptedJob.dispatch({ key, secret: 'rosebud' })
    const { rows } = await db.rawQuery('select data::text as data from bullmq.job')
    assert.notInclude(JSON.stringify([rows, await jobRun(id).catch(() => '')]), 'rosebud')
    const worker = start()

    await happens(key, 'kept 7')
    const run = await untilStatus(id, 'completed')
    assert.notInclude(JSON.stringify(run), 'rosebud')
    assert.notInclude(worker.output, 'rosebud')
  })

  test('the progress of a job can be read', async ({ assert }) => {
    const id = await ReportProgressJob.dispatch({ key: newKey(), ms: 1500 })
    start()
    const seen = []
    for await (const { status, progress, note } of queue.follow(id)) {
      seen.push(`${status} ${progress} ${note}`)
    }

    assert.includeMembers(seen, [
      'waiting null null',
      'running 0.4 rendering',
      'running 0.9 sending',
      'completed 0.9 sending',
    ])
  })

  test('an unknown job has no progress', async ({ assert }) => {
    for (const id of [newKey(), 'no id']) {
      const seen = []
      for await (const progress of queue.follow(id)) seen.push(progress)
      assert.isEmpty(seen)
    }
  })

  test('the transaction of a job is committed once, even if its worker dies', async ({
    assert,
  }) => {
    const key = newKey()
    const id = await WriteInTransactionJob.dispatch({ key, dies: true })
    const killed = start()
    assert.equal(await killed.exited(), 'SIGKILL')
    const heir = start()

    await untilStatus(id, 'completed')
    await eventually(async () => heir.output.includes('dropped: done before'))
    const traces = await tracesOf(key)
    assert.lengthOf(
      traces.filter((what) => what === 'written'),
      1
    )
  })
})

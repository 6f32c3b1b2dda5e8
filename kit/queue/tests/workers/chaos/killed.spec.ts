import { test } from '@japa/runner'
import queue from '#queue/main'
import db from '@adonisjs/lucid/services/db'
import CrashWorkerOnceJob from '#queue/tests/support/jobs/crash_worker_once_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import WriteInTransactionJob from '#queue/tests/support/jobs/write_in_transaction_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { jobRuns, untilStatus } from '#queue/tests/support/job_runs'
import { happens, newKey } from '#queue/tests/support/workers'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'

const hasRelay = ['redis', 'rabbitmq'].includes(process.env.QUEUE_CONNECTION ?? '')

test.group('Chaos | kill -9', (group) => {
  const start = useChaosWorkers(group)

  test('a job that is killed between its effect and the ack runs again and is completed once', async ({
    assert,
  }) => {
    const key = newKey()
    const victim = await start()
    const id = await CrashWorkerOnceJob.dispatch({ key })
    assert.equal(await victim.exited(), 'SIGKILL')
    await start()

    assert.containsSubset(await untilStatus(id, 'completed', 30_000), { crashes: 1, attempt: 1 })
    assert.deepEqual(await tracesOf(key), ['done', 'done'])
    assert.lengthOf(await jobRuns(), 1)
  })

  test('a job that only waited for its turn counts no crash', async ({ assert }) => {
    const [busy, patient] = [newKey(), newKey()]
    await SleepJob.dispatch({ key: busy, ms: 5000 }, { attempts: 9 })
    const victims = [await start(['--concurrency=1', '--queue=default,low'])]
    await happens(busy, 'started')
    const waiting = await RecordRunJob.dispatch({ key: patient }, { queue: 'low' })
    for (let kills = 1; kills <= 3; kills++) {
      await eventually(async () => {
        const traces = await tracesOf(busy)
        return traces.length >= kills
      })
      victims.at(-1)!.send('SIGKILL')
      victims.push(await start(['--concurrency=1', '--queue=default,low']))
    }

    assert.containsSubset(await untilStatus(waiting, 'completed', 30_000), { error: null })
    assert.deepEqual(await tracesOf(patient), ['done'])
  })

  test('a lock is released with the transaction of its job', async ({ assert }) => {
    const key = newKey()
    const first = await WriteInTransactionJob.dispatch({ key, dies: true }, { unique: { key } })
    const victim = await start()
    assert.equal(await victim.exited(), 'SIGKILL')
    await start()

    const last = await WriteInTransactionJob.dispatch({ key, dies: false }, { unique: { key } })
    assert.notEqual(last, first)
    await untilStatus(last, 'completed', 30_000)
  })

  // With PostgreSQL as the broker there is no relay.
  if (hasRelay) {
    test('a relay that is killed between publishing and its mark runs the job once', async ({
      assert,
    }) => {
      const key = newKey()
      const relay = await start(['--queue=low'], { TEST_DIES: 'published' })
      const id = await db.transaction((trx) => queue.dispatch(RecordRunJob, { key }, { trx }))
      assert.equal(await relay.exited(), 'SIGKILL')
      await start()

      await untilStatus(id, 'completed', 30_000)
      await eventually(async () => {
        const { rows } = await db.rawQuery(`select count(*)::int as left from bullmq.job`)
        return rows[0].left === 0
      })
      const last = await RecordRunJob.dispatch({ key: newKey() })
      await untilStatus(last, 'completed')
      assert.deepEqual(await tracesOf(key), ['done'])
    })
  }
})

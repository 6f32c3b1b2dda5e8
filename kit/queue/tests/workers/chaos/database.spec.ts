import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import KeepWritingJob from '#queue/tests/support/jobs/keep_writing_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import IgnoreSignalJob from '#queue/tests/support/jobs/ignore_signal_job'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { databaseOutage } from '#queue/tests/support/chaos/outage'
import { jobRun, untilStatus } from '#queue/tests/support/job_runs'
import { WorkerProcess } from '#queue/tests/support/worker_process'
import { happens, newKey } from '#queue/tests/support/workers'

const AWAY_MS = 5000

test.group('Chaos | PostgreSQL is unavailable', (group) => {
  const start = useChaosWorkers(group)

  test('a job that fails during the outage is retried, and one that ends is completed after it', async ({
    assert,
    cleanup,
  }) => {
    const outage = await databaseOutage(cleanup)
    const worker = await start([], outage.env)
    const [failing, ending, later] = [newKey(), newKey(), newKey()]
    const failingId = await KeepWritingJob.dispatch({ key: failing, ms: 4000 })
    const endingId = await IgnoreSignalJob.dispatch({ key: ending, ms: 4000 }, { attempts: 1 })
    await happens(failing, 'writing')
    await happens(ending, 'started')
    await outage.begin()
    const laterId = await RecordRunJob.dispatch({ key: later })
    await wait(AWAY_MS)
    for (const id of [failingId, endingId]) {
      const { status } = await jobRun(id)
      assert.notEqual(status, 'completed')
    }
    await outage.end()

    for (const id of [failingId, endingId, laterId]) {
      const { attempt } = await untilStatus(id, 'completed', 30_000)
      assert.equal(attempt, 1)
    }
    await happens(failing, 'done')
    assert.isTrue(worker.isRunning)
  })

  test('repeated short outages cost no attempt', async ({ assert, cleanup }) => {
    const outage = await databaseOutage(cleanup)
    const worker = await start([], outage.env)
    const key = newKey()
    const id = await KeepWritingJob.dispatch({ key, ms: 4000 })
    await happens(key, 'writing')
    for (let losses = 0; losses < 4; losses++) {
      await outage.begin()
      await wait(300)
      await outage.end()
      await wait(400)
    }

    await untilStatus(id, 'completed', 30_000)
    assert.isTrue(worker.isRunning)
  })

  test('a worker that starts during the outage waits for PostgreSQL', async ({
    assert,
    cleanup,
  }) => {
    const outage = await databaseOutage(cleanup)
    await outage.begin()
    const worker = new WorkerProcess(['--no-schedules'], outage.env)
    cleanup(() => worker.end())
    await wait(3000)
    assert.isTrue(worker.isRunning)
    await outage.end()
    const key = newKey()
    await RecordRunJob.dispatch({ key })

    await happens(key, 'done')
    const { rows } = await db.rawQuery('select count(*)::int as count from queue_workers')
    assert.isAtLeast(rows[0].count, 1)
  })
})

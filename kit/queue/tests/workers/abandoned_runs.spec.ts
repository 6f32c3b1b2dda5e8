import { test } from '@japa/runner'
import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { JobControl } from '#queue/control/job_control'
import { createJobId } from '#queue/job_id'
import { AbandonedRuns } from '#queue/worker/abandoned_runs'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import IgnoreSignalJob from '#queue/tests/support/jobs/ignore_signal_job'
import { eventually } from '#tests/support/eventually'
import { forgetJobs, jobRun, loseJobs, untilStatus } from '#queue/tests/support/job_runs'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

const { connection } = queue.config
const control = new JobControl(queue)
const abandoned = new AbandonedRuns(queue)

/** Much longer than the lease of the workers. */
const JOB_MS = 12_000

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000)

/**
 * @param lastBeat seconds since the last heartbeat
 * @returns the worker's id
 */
async function addWorker(lastBeat: number) {
  const id = crypto.randomUUID()
  const worker = { host: 'test', pid: 1, connection, queues: ['default'], concurrency: 1 }
  await db.table('queue_workers').insert({ ...worker, id, beat_at: secondsAgo(lastBeat) })
  return id
}

/** Sets a job to running on that worker in the run log. */
async function runsOn(worker: string, id: string, startedSecondsAgo = 40) {
  await untilStatus(id, 'waiting')
  const started = { started_at: secondsAgo(startedSecondsAgo), attempt: 1, crashes: 0 }
  await db
    .from('job_runs')
    .where('id', id)
    .update({ status: 'running', worker, ...started })
}

async function counts() {
  const { queues } = await control.status()
  const { running, waiting } = queues.find(({ name }) => name === 'default')!
  return { running, waiting }
}

test.group('Abandoned runs', (group) => {
  group.each.setup(async () => {
    await db.from('queue_workers').delete()
    // Pretends that Redis has lost nothing since before the jobs of a test started.
    await queue.driver.keepsSince?.(Date.now() - 600_000)
  })
  group.each.teardown(() => forgetJobs())

  test('a job that the broker still has is waiting', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() })
    await runsOn(await addWorker(40), id)
    assert.deepEqual(await counts(), { running: 0, waiting: 1 })

    await abandoned.settle()
    assert.containsSubset(await jobRun(id), { status: 'waiting', reason: 'worker died' })
    assert.deepEqual(await counts(), { running: 0, waiting: 1 })
  })

  if (connection !== 'rabbitmq') {
    test('a job that the broker no longer has is completed', async ({ assert }) => {
      const [id, cancelled] = await RecordRunJob.dispatchMany([
        { key: newKey() },
        { key: newKey() },
      ])
      const worker = await addWorker(40)
      await runsOn(worker, id)
      await runsOn(worker, cancelled)
      for (const ended of [id, cancelled]) await queue.driver.remove('default', ended)
      await db.table('job_cancellations').insert({ job_id: cancelled })

      await abandoned.settle()
      const run = await jobRun(id)
      assert.equal(run.status, 'completed')
      assert.isNotNull(run.finished_at)
      assert.containsSubset(await jobRun(cancelled), { status: 'cancelled' })
      assert.deepEqual(await control.recover({ olderThan: 0 }), [])
    })
  }

  if (connection === 'redis') {
    test('a job that Redis may have lost waits to be recovered', async ({ assert }) => {
      const id = await RecordRunJob.dispatch({ key: newKey() })
      await runsOn(await addWorker(40), id)
      await loseJobs()

      await abandoned.settle()
      assert.containsSubset(await jobRun(id), { status: 'waiting', reason: 'lost' })
      assert.lengthOf(await control.recover({ olderThan: 0 }), 1)
    })
  }

  test('jobs of living workers, of processes without a heartbeat and young jobs stay unchanged', async ({
    assert,
  }) => {
    const ids = await RecordRunJob.dispatchMany([{ key: 'a' }, { key: 'b' }, { key: 'c' }])
    await runsOn(await addWorker(5), ids[0])
    await runsOn('inline', ids[1])
    await runsOn(await addWorker(40), ids[2], 5)

    await abandoned.settle()
    for (const id of ids) assert.containsSubset(await jobRun(id), { status: 'running' })
  })

  test('a job of a worker that has no row is settled too', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() })
    await runsOn(crypto.randomUUID(), id)
    await abandoned.settle()
    assert.containsSubset(await jobRun(id), { status: 'waiting' })
  })
})

test.group('Abandoned runs | Workers', (group) => {
  const start = useWorkers(group)

  test('a worker settles the jobs of a killed worker by itself', async ({ assert }) => {
    const key = newKey()
    const id = await IgnoreSignalJob.dispatch({ key, ms: 60_000 }, { queue: 'low' })
    const killed = start('--queue=low')
    await happens(key, 'started')
    await untilStatus(id, 'running')
    await killed.end()
    await db.from('queue_workers').update({ beat_at: secondsAgo(40) })
    await db
      .from('job_runs')
      .where('id', id)
      .update({ started_at: secondsAgo(40) })

    start('--queue=high')
    await untilStatus(id, 'waiting', 20_000)
    assert.containsSubset(await jobRun(id), { reason: 'worker died', attempt: 1 })
  })
})

test.group('Late results', (group) => {
  group.each.teardown(() => forgetJobs())

  const pending = (id: string) => ({
    ...{ id, name: 'test/record_run_job', queue: 'default', connection: 'sync' as const },
    ...{ message: { payload: {} }, attempts: 3, backoff: 100, delay: 0 },
  })
  const begun = (id: string, worker: string) => ({
    ...{ id, worker, status: 'running' as const, attempt: 1, crashes: 0, took: 0 },
  })

  for (const status of ['completed', 'failed', 'waiting'] as const) {
    test(`a late result "${status}" does not end a job that another worker runs`, async ({
      assert,
    }) => {
      const id = createJobId()
      await queue.store.dispatch([pending(id)])
      await queue.store.record([begun(id, 'first')], false)
      await queue.store.record([begun(id, 'second')], false)
      await db
        .table('job_locks')
        .insert({ name: 'a', key: id, job_id: id, expires_at: secondsAgo(-60) })

      const late = { id, worker: 'first', status, took: 5, unlock: true }
      assert.isEmpty(await queue.store.record([late], true))
      const run = await jobRun(id)
      assert.containsSubset(run, { status: 'running', worker: 'second', finished_at: null })
      assert.lengthOf(await db.from('job_locks').where('job_id', id), 1)

      await queue.store.record([{ ...late, worker: 'second', status: 'completed' }], true)
      assert.containsSubset(await jobRun(id), { status: 'completed' })
      assert.isEmpty(await db.from('job_locks').where('job_id', id))
    })
  }

  test('a late result counts if no other worker has started the job', async ({ assert }) => {
    const id = createJobId()
    await queue.store.dispatch([pending(id)])
    await queue.store.record([begun(id, 'first')], false)
    await queue.store.record([{ id, status: 'waiting', reason: 'worker died' }], false)
    await queue.store.record([{ id, worker: 'first', status: 'completed', took: 5 }], true)
    assert.containsSubset(await jobRun(id), { status: 'completed' })
  })

  test('a start and an end that are recorded together both count', async ({ assert }) => {
    const id = createJobId()
    await queue.store.dispatch([pending(id)])
    await queue.store.record([begun(id, 'first')], false)
    await queue.store.record([{ ...begun(id, 'second'), status: 'completed', took: 5 }], false)
    assert.containsSubset(await jobRun(id), { status: 'completed', worker: 'second' })
  })
})

test.group('Late results | Workers', (group) => {
  const start = useWorkers(group)

  test('a worker that was frozen past its lease does not end a job that another worker runs', async ({
    assert,
  }) => {
    const key = newKey()
    const id = await IgnoreSignalJob.dispatch({ key, ms: JOB_MS })
    const frozen = start()
    await happens(key, 'started')
    const began = performance.now()
    await untilStatus(id, 'running')
    const before = await jobRun(id)
    frozen.send('SIGSTOP')
    start()
    const { worker } = await eventually(async () => {
      const run = await jobRun(id)
      return run.worker !== before.worker && run
    }, 20_000)

    await wait(JOB_MS + 500 - (performance.now() - began))
    frozen.send('SIGCONT')
    await wait(1000)
    assert.containsSubset(await jobRun(id), { status: 'running', worker })
    assert.containsSubset(await untilStatus(id, 'completed', 30_000), { worker })
  })
})

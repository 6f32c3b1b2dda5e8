import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { JobControl } from '#queue/control/job_control'
import { seal } from '#queue/pending_job'
import AlwaysFailJob from '#queue/tests/support/jobs/always_fail_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import IgnoreSignalJob from '#queue/tests/support/jobs/ignore_signal_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { runAceWith } from '#tests/support/ace'
import { eventually } from '#tests/support/eventually'
import { jobRun, loseJobs, untilStatus } from '#queue/tests/support/job_runs'
import { WorkerProcess } from '#queue/tests/support/worker_process'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

const control = new JobControl(queue)
const { connection } = queue.config
const ANOTHER = connection === 'redis' ? 'rabbitmq' : 'redis'

/** A purge keeps the job that a worker holds, and RabbitMQ queues it again when the worker is gone. */
async function loseGivenBack(id: string) {
  if (connection !== 'rabbitmq') return
  await eventually(async () => {
    const listed = await queue.driver.list!('default')
    return listed.has(id)
  })
  await loseJobs()
}

/** Dispatches a job that only the run log has, and no broker. */
async function dispatchToNowhere(key: string) {
  const [id] = await queue.store.dispatch([
    seal(
      {
        name: 'test/record_run_job',
        job: RecordRunJob,
        payload: { payload: { key } },
        options: {},
      },
      queue.config
    ),
  ])
  return id
}

const recover = () => control.recover({ olderThan: 0 })

test.group('Control | Recover', (group) => {
  const start = useWorkers(group)

  test('jobs that the broker lost are put back and run', async ({ assert }) => {
    const [key, high] = [newKey(), newKey()]
    const ids = await RecordRunJob.dispatchMany([{ key }, { key }])
    ids.push(await RecordRunJob.dispatch({ key: high }, { queue: 'high' }))
    await Promise.all(ids.map((id) => untilStatus(id, 'waiting')))
    await loseJobs()

    assert.sameDeepMembers(await recover(), [
      { queue: 'default', from: connection, count: 2 },
      { queue: 'high', from: connection, count: 1 },
    ])
    start()
    await Promise.all(ids.map((id) => untilStatus(id, 'completed')))
    assert.deepEqual(await tracesOf(key), ['done', 'done'])
    assert.deepEqual(await recover(), [])
  })

  test('delayed jobs keep their time, and retried jobs their attempts', async ({ assert }) => {
    const [key, later] = [newKey(), newKey()]
    const tried = await AlwaysFailJob.dispatch({ key }, { backoff: '1h' })
    const delayed = await RecordRunJob.dispatch({ key: later }, { delay: '1h' })
    const worker = start()
    await happens(key, 'tried')
    await eventually(async () => {
      const run = await jobRun(tried)
      return run.status === 'waiting' && run.error
    })
    await worker.end()
    const before = await jobRun(delayed)
    await loseJobs()
    await db.from('job_runs').where('id', tried).update({ available_at: new Date() })

    await recover()
    assert.deepEqual(await jobRun(delayed), before)
    start()
    await untilStatus(tried, 'failed')
    assert.deepEqual(await tracesOf(key), ['tried', 'tried', 'rescued from: as always'])
    assert.isEmpty(await tracesOf(later))
  })

  test('a job of a dead worker is put back, one of a living worker is not', async ({ assert }) => {
    const key = newKey()
    const id = await IgnoreSignalJob.dispatch({ key, ms: 60_000 })
    const worker = start()
    await happens(key, 'started')
    await untilStatus(id, 'running')
    // The lease is lost with the job. The worker is frozen, because otherwise it would notice and release the job.
    worker.send('SIGSTOP')
    await loseJobs()
    assert.deepEqual(await recover(), [])

    await worker.end()
    await db.from('queue_workers').update({ beat_at: new Date(Date.now() - 60_000) })
    await loseGivenBack(id)
    assert.deepEqual(await recover(), [{ queue: 'default', from: connection, count: 1 }])
    assert.containsSubset(await jobRun(id), { status: 'waiting', attempt: 0 })
    start()
    await untilStatus(id, 'running')
  })

  test('jobs of another broker are moved to the current one', async ({ assert }) => {
    const key = newKey()
    const id = await RecordRunJob.dispatch({ key })
    await untilStatus(id, 'waiting')
    await loseJobs()
    await db.from('job_runs').where('id', id).update({ connection: ANOTHER })

    assert.deepEqual(await recover(), [{ queue: 'default', from: ANOTHER, count: 1 }])
    start()
    await untilStatus(id, 'completed')
    await db.from('job_runs').where({ id, connection }).firstOrFail()
  })

  // Not needed for PostgreSQL: its jobs are never left in a broker that is no longer used.
  if (connection !== 'postgres') {
    test('a job that was moved to another broker does not run again in its former one', async ({
      assert,
      cleanup,
    }) => {
      const key = newKey()
      const ids = await RecordRunJob.dispatchMany(Array.from({ length: 10 }, () => ({ key })))
      await Promise.all(ids.map((id) => untilStatus(id, 'waiting')))

      const onPostgres = { QUEUE_CONNECTION: 'postgres' }
      const young = await runAceWith(onPostgres, 'queue:recover')
      assert.include(young.output, 'No job is lost of those dispatched over 1m ago')
      assert.match(
        young.output,
        /10 open jobs were skipped.* within the last 1m\..* --older-than=0s/s
      )
      const all = await runAceWith(onPostgres, 'queue:recover', '--older-than=0s')
      assert.match(all.output, /default +│ +\w+ +│ +10 +│ +put back/)
      const successor = new WorkerProcess([], onPostgres)
      cleanup(() => successor.end())
      await Promise.all(ids.map((id) => untilStatus(id, 'completed')))
      await successor.end()

      const late = start()
      await eventually(async () => late.output.match(/done before/g)?.length === 10)
      assert.lengthOf(await tracesOf(key), 10)
    })
  }

  test('a dry run, a young job and an undeclared queue change nothing', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() })
    await untilStatus(id, 'waiting')
    await loseJobs()
    assert.deepEqual(await control.recover(), [])
    assert.lengthOf(await control.recover({ olderThan: 0, dryRun: true }), 1)
    assert.lengthOf(await control.recover({ olderThan: 0, dryRun: true }), 1)

    await db.from('job_runs').where('id', id).update({ queue: 'of_last_year' })
    const [{ refused }] = await recover()
    assert.equal(refused, 'config/queue.ts has no such queue')
    assert.containsSubset(await jobRun(id), { status: 'waiting' })
    await assert.rejects(() => control.recover({ olderThan: 'soon' }), /"soon" is not a duration/)
  })

  test('only the lost jobs are put back, not the waiting ones', async ({ assert }) => {
    const [key, lostKey] = [newKey(), newKey()]
    const there = await RecordRunJob.dispatchMany(Array.from({ length: 5 }, () => ({ key })))
    await Promise.all(there.map((id) => untilStatus(id, 'waiting')))
    const lost = await dispatchToNowhere(lostKey)

    const lostOnes = [{ queue: 'default', from: connection, count: 1 }]
    assert.deepEqual(await control.recover({ olderThan: 0, dryRun: true }), lostOnes)
    assert.deepEqual(await recover(), lostOnes)
    start()
    await Promise.all([lost, ...there].map((id) => untilStatus(id, 'completed')))
    const traces = [await tracesOf(key), await tracesOf(lostKey)]
    assert.deepEqual(
      traces.map(({ length }) => length),
      [5, 1]
    )
  })

  test('the dependents of ended jobs are put back and run', async ({ assert }) => {
    const [chained, batched] = [newKey(), newKey()]
    const [first, member] = [newKey(), newKey()]
    await RecordRunJob.dispatch(
      { key: first },
      { chain: [RecordRunJob.with({ key: chained }, { queue: 'high' })] }
    )
    await RecordRunJob.dispatchMany([{ key: member }], {
      batch: { then: RecordRunJob.with({ key: batched }) },
    })
    await loseJobs()
    // Leaves the jobs as a worker does that is killed after it has recorded their end.
    await db.from('job_runs').update({ status: 'completed', finished_at: new Date() })

    const lost = [
      { queue: 'high', from: connection, count: 1 },
      { queue: 'default', from: connection, count: 1 },
    ]
    assert.deepEqual(await control.recover({ olderThan: 0, dryRun: true }), lost)
    assert.deepEqual(await recover(), lost)
    start()
    await Promise.all([happens(chained, 'done'), happens(batched, 'done')])
    await queue.log.flushed()
    assert.deepEqual(await recover(), [])
    assert.isEmpty([...(await tracesOf(first)), ...(await tracesOf(member))])
  })

  test('jobs that their broker has are left unchanged', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() })
    await untilStatus(id, 'waiting')
    await RecordRunJob.dispatch({ key: newKey() }, { delay: '1h' })
    await db.transaction((trx) => RecordRunJob.dispatch({ key: newKey() }, { trx, delay: '1h' }))

    assert.deepEqual(await recover(), [])
    assert.deepEqual(await recover(), [])
    start()
    await untilStatus(id, 'completed')
  })
})

import { test } from '@japa/runner'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { DatabaseProxy } from '#queue/tests/support/database_proxy'
import { eventually } from '#tests/support/eventually'
import { WorkerProcess } from '#queue/tests/support/worker_process'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

test.group('Worker | Stopping', (group) => {
  const start = useWorkers(group)

  test('the job of a killed worker runs again within the lease', async ({ assert }) => {
    const key = newKey()
    await SleepJob.dispatch({ key, ms: 3000 })
    const killed = start()
    await happens(key, 'started')
    killed.send('SIGKILL')
    start()

    assert.deepEqual(await happens(key, 'done'), ['started', 'started', 'done'])
  })

  test('SIGTERM lets the running job end, takes no new one and exits 0', async ({ assert }) => {
    const [running, waiting] = [newKey(), newKey()]
    await SleepJob.dispatch({ key: running, ms: 3000 })
    const worker = start('--concurrency=1', '--queue=default')
    await happens(running, 'started')
    await RecordRunJob.dispatch({ key: waiting })
    worker.send('SIGTERM')

    assert.equal(await worker.exited(), 0)
    assert.deepEqual(await tracesOf(running), ['started', 'done'])
    assert.isEmpty(await tracesOf(waiting))

    start()
    await happens(waiting, 'done')
  })

  test('a job that outlasts the grace time is released and runs on another worker', async ({
    assert,
  }) => {
    const key = newKey()
    await SleepJob.dispatch({ key, ms: 4000 })
    const worker = start('--grace=0.5')
    await happens(key, 'started')
    worker.send('SIGTERM')

    assert.equal(await worker.exited(), 0)
    start()
    const traces = await happens(key, 'done')
    assert.lengthOf(
      traces.filter((what) => what === 'started'),
      2
    )
    assert.lengthOf(
      traces.filter((what) => what === 'done'),
      1
    )
  })

  test('a second signal ends the worker at once', async ({ assert }) => {
    const key = newKey()
    await SleepJob.dispatch({ key, ms: 20_000 })
    const worker = start()
    await happens(key, 'started')
    worker.send('SIGTERM')
    await eventually(async () => worker.output.includes('Stopping'))
    worker.send('SIGTERM')

    assert.equal(await worker.exited(), 1)
  })

  test('the first signal lets the running job end, also if the worker is already stopping', async ({
    assert,
  }) => {
    const key = newKey()
    await SleepJob.dispatch({ key, ms: 3000 })
    const worker = start('--max-memory=1')
    await eventually(async () => worker.output.includes('megabytes'))
    await happens(key, 'started')
    worker.send('SIGTERM')

    assert.equal(await worker.exited(), 0)
    assert.deepEqual(await tracesOf(key), ['started', 'done'])
  })

  test('a worker that waits for PostgreSQL stops and never logs that it listens', async ({
    assert,
    cleanup,
  }) => {
    const proxy = await DatabaseProxy.open()
    await proxy.cut()
    const worker = new WorkerProcess([], { DATABASE_URL: proxy.url })
    cleanup(() => worker.end())
    await eventually(async () => worker.output.includes('keeps trying'))
    worker.send('SIGTERM')

    assert.equal(await worker.exited(), 0)
    assert.notInclude(worker.output, 'Listening on')
  })
})

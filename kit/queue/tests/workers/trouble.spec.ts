import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import IgnoreSignalJob from '#queue/tests/support/jobs/ignore_signal_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { forgetJobs, jobRun, untilStatus } from '#queue/tests/support/job_runs'
import { WorkerProcess } from '#queue/tests/support/worker_process'

const GRACE_MS = 500
const LEASE_MS = 3000
/** The largest delay that a busy machine may cause. */
const BUSY_MS = 3000

const newKey = () => crypto.randomUUID()

const happens = (key: string, what: string, count = 1) =>
  eventually(async () => {
    const traces = await tracesOf(key)
    return traces.filter((one) => one === what).length >= count
  })

test.group('Worker | failures of its surroundings', (group) => {
  const workers: WorkerProcess[] = []
  const start = async (args: string[] = [], env: NodeJS.ProcessEnv = {}) => {
    const worker = new WorkerProcess(args, env)
    workers.push(worker)
    await eventually(async () => worker.output.includes('Listening on'))
    return worker
  }
  group.each.teardown(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end()))
    await forgetJobs()
  })

  test('a job that ignores its signal is released, with its attempts', async ({ assert }) => {
    const key = newKey()
    const worker = await start(['--grace=0.5'])
    const id = await IgnoreSignalJob.dispatch({ key, ms: 60_000 })
    await happens(key, 'started')

    const asked = performance.now()
    worker.send('SIGTERM')
    assert.equal(await worker.exited(), 0)
    assert.isBelow(performance.now() - asked, GRACE_MS + BUSY_MS)
    assert.containsSubset(await jobRun(id), { status: 'waiting', reason: 'released' })

    await start()
    await happens(key, 'started', 2)
  })

  test('an idle worker stops at once', async ({ assert }) => {
    const key = newKey()
    const worker = await start()
    await RecordRunJob.dispatch({ key })
    await happens(key, 'done')

    const asked = performance.now()
    worker.send('SIGINT')
    assert.equal(await worker.exited(), 0)
    assert.isBelow(performance.now() - asked, BUSY_MS)
  })

  test('a worker takes only jobs of its own queues', async () => {
    const [elsewhereKey, hereKey] = [newKey(), newKey()]
    await start(['--queue=high,low'])
    const elsewhere = await RecordRunJob.dispatch({ key: elsewhereKey })
    await RecordRunJob.dispatch({ key: hereKey }, { queue: 'low' })

    await happens(hereKey, 'done')
    await untilStatus(elsewhere, 'waiting')
  })

  test('another worker takes over the job of a killed worker within the lease', async ({
    assert,
  }) => {
    const key = newKey()
    const [first, second] = await Promise.all([start(), start()])
    await IgnoreSignalJob.dispatch({ key, ms: 60_000 })
    await happens(key, 'started')
    const { pid } = await db.from('job_traces').where('key', key).firstOrFail()

    const killed = performance.now()
    process.kill(pid, 'SIGKILL')
    await happens(key, 'started', 2)
    assert.isBelow(performance.now() - killed, LEASE_MS + BUSY_MS)
    assert.lengthOf(
      [first, second].filter((worker) => worker.isRunning),
      1
    )
  })

  test('a worker and its job survive the loss of all connections', async ({ assert }) => {
    const [runningKey, afterKey] = [newKey(), newKey()]
    await start([], { PGAPPNAME: 'unlucky' })
    const running = await IgnoreSignalJob.dispatch({ key: runningKey, ms: 3000 }, { attempts: 1 })
    await happens(runningKey, 'started')
    const { rows } = await db.rawQuery(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'unlucky'`
    )
    assert.isNotEmpty(rows)
    await RecordRunJob.dispatch({ key: afterKey })

    await happens(afterKey, 'done')
    await untilStatus(running, 'completed', 30_000)
    assert.deepEqual(await tracesOf(runningKey), ['started'])
  })
})

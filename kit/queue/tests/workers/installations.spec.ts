import { test } from '@japa/runner'
import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { createDriver } from '#queue/drivers/main'
import type { QueueDriver } from '#queue/drivers/driver'
import { seal } from '#queue/pending_job'
import { namespaceOf } from '#queue/installation'
import { runAce } from '#tests/support/ace'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { forgetJobs, jobRuns, untilStatus } from '#queue/tests/support/job_runs'
import { SecondInstallation } from '#queue/tests/support/second_installation'
import { WorkerProcess } from '#queue/tests/support/worker_process'
import { happens, newKey } from '#queue/tests/support/workers'
import InstallationsTable from '../../../../database/migrations/1700000000020_create_queue_installations_table.ts'

const { connection } = queue.config
/** Long enough for a worker to take all waiting jobs. */
const A_WHILE_MS = 3000
const SHARED = 'shared'

function pendingJobFor(key: string) {
  return seal(
    { name: 'test/record_run_job', job: RecordRunJob, payload: { payload: { key } }, options: {} },
    queue.config
  )
}

test.group('Installations | Two on one broker', (group) => {
  let second: SecondInstallation
  const workers: WorkerProcess[] = []
  const drivers: QueueDriver[] = []

  group.setup(async () => {
    second = await SecondInstallation.create()
    return () => second.remove()
  })
  group.each.teardown(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end()))
    await Promise.all(drivers.splice(0).map((driver) => driver.close()))
    await forgetJobs()
  })

  const start = async (env: NodeJS.ProcessEnv = {}) => {
    const worker = new WorkerProcess([], env)
    workers.push(worker)
    await eventually(async () => worker.output.includes('Listening on'), 30_000)
    return worker
  }

  /** The queue of a process with this QUEUE_PREFIX. */
  const sharing = async () => {
    const { redis, rabbitmq, ...config } = queue.config
    const shared = {
      ...config,
      redis: { ...redis, prefix: SHARED },
      rabbitmq: { ...rabbitmq, prefix: SHARED },
    }
    const driver = await createDriver(shared, queue.store)
    drivers.push(driver)
    return driver
  }

  // With PostgreSQL as the broker, installations never share a broker.
  if (connection === 'postgres') return

  test('a worker does not take the jobs of the other installation', async ({ assert }) => {
    const key = newKey()
    const other = await start(second.env)
    const ids = await RecordRunJob.dispatchMany([{ key }, { key }, { key }])
    await wait(A_WHILE_MS)
    const runs = await jobRuns()
    assert.deepEqual(
      runs.map(({ status }) => status),
      ['waiting', 'waiting', 'waiting']
    )
    await start()
    await Promise.all(ids.map((id) => untilStatus(id, 'completed')))
    assert.lengthOf(await tracesOf(key), 3)
    assert.notInclude(other.output, 'test/record_run_job')
  })

  test('a worker skips the jobs of another installation with the same QUEUE_PREFIX, and logs it once', async ({
    assert,
  }) => {
    const key = newKey()
    const other = await start({ ...second.env, QUEUE_PREFIX: SHARED })
    const jobs = Array.from({ length: 5 }, () => pendingJobFor(key))
    await queue.store.dispatch(jobs)
    const driver = await sharing()
    await driver.publish(jobs)
    await eventually(async () => other.output.includes('Another installation ('), 10_000)
    await wait(A_WHILE_MS)
    assert.isEmpty(await tracesOf(key))
    assert.notInclude(other.output, 'test/record_run_job')

    const ours = await start({ QUEUE_PREFIX: SHARED })
    await happens(key, 'done')
    // While both workers run, it is random which of them takes a released job. A worker that is killed while it releases
    // a job to RabbitMQ leaves two copies, so this one stops in order.
    other.send('SIGTERM')
    assert.equal(await other.exited(), 0)
    await Promise.all(jobs.map(({ id }) => untilStatus(id, 'completed', 30_000)))
    assert.lengthOf(await tracesOf(key), 5)
    assert.lengthOf(other.output.match(/Another installation/g)!, 1)
    assert.match(other.output, /under the prefix "shared"\. This worker skips them/)
    assert.notInclude(ours.output, 'Another installation')
  })

  test('a job without an installation runs in the installation whose log has it', async ({
    assert,
  }) => {
    const [key, strange] = [newKey(), newKey()]
    const [ours, foreign] = [pendingJobFor(key), pendingJobFor(strange)]
    await queue.store.dispatch([ours])
    // Publishes as an old release, which did not mark its jobs.
    const { rabbitmq, redis } = queue.config
    const { RedisDriver } = await import('#queue/drivers/redis/driver')
    const { RabbitmqDriver } = await import('#queue/drivers/rabbitmq/driver')
    const namespace = async () => ({ prefix: SHARED })
    const former =
      connection === 'redis'
        ? new RedisDriver({ ...queue.config, redis }, namespace)
        : new RabbitmqDriver({ ...queue.config, rabbitmq }, { put: async () => {} }, namespace)
    drivers.push(former)
    await former.publish([foreign, ours])

    const worker = await start({ QUEUE_PREFIX: SHARED })
    await untilStatus(ours.id, 'completed')
    await eventually(async () => worker.output.includes('Another installation has jobs'))
    await wait(A_WHILE_MS)
    assert.deepEqual(await tracesOf(key), ['done'])
    assert.isEmpty(await tracesOf(strange))
  })
})

test.group('Installations', (group) => {
  group.each.teardown(() => forgetJobs())

  test('an installation that has used a broker before keeps its prefix', async ({
    assert,
    cleanup,
  }) => {
    const before = await db.from('queue_installations').firstOrFail()
    cleanup(async () => {
      await db.from('queue_installations').delete()
      await db.table('queue_installations').insert(before)
    })
    const migrate = async () => {
      await db.rawQuery('DROP TABLE queue_installations')
      await new InstallationsTable(db.connection(), 'installations').execUp()
      return db.from('queue_installations').firstOrFail()
    }
    const fresh = await migrate()
    assert.isNull(fresh.prefix)
    assert.match(fresh.id, /^[0-9a-f]{8}$/)

    await queue.store.dispatch([{ ...pendingJobFor(newKey()), connection: 'redis' }])
    const upgraded = await migrate()
    assert.equal(upgraded.prefix, 'queue')
  })

  test('an installation has its own prefix, unless QUEUE_PREFIX sets one', async ({ assert }) => {
    const config = { ...queue.config, connection: 'redis' as const }
    const store = (prefix: string | null) => ({ installation: async () => ({ id: 'abc', prefix }) })
    const redis = { url: '', prefix: 'ours' }

    assert.deepEqual(await namespaceOf(config, store(null)), { prefix: 'queue-abc' })
    assert.deepEqual(await namespaceOf(config, store('queue')), { prefix: 'queue', app: 'abc' })
    assert.deepEqual(await namespaceOf({ ...config, redis }, store(null)), {
      prefix: 'ours',
      app: 'abc',
    })
  })

  test('an installation whose table was emptied gets one new identity', async ({
    assert,
    cleanup,
  }) => {
    const before = await db.from('queue_installations').firstOrFail()
    cleanup(async () => {
      await db.from('queue_installations').delete()
      await db.table('queue_installations').insert(before)
    })
    await db.from('queue_installations').delete()
    const { JobStore } = await import('#queue/run_log/job_store')
    const made = await Promise.all(Array.from({ length: 5 }, () => new JobStore(db).installation()))
    assert.lengthOf(new Set(made.map(({ id }) => id)), 1)
  })

  test('queue:status shows the prefix', async ({ assert }) => {
    const { output } = await runAce('queue:status')
    if (connection === 'postgres') assert.include(output, 'Broker: postgres. Outbox: 0')
    else assert.match(output, /Broker: \w+, under the prefix queue-[0-9a-f]{8}\. Outbox: 0/)
  })
})

import { test } from '@japa/runner'
import { setImmediate as nextRound, setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { JobStore, type JobRecord } from '#queue/run_log/job_store'
import { createJobId } from '#queue/job_id'
import { RunLog } from '#queue/run_log/run_log'
import type { PendingJob } from '#queue/types'
import { forgetJobs, jobRuns } from '#queue/tests/support/job_runs'

class CountingStore extends JobStore {
  statements = 0

  override record(records: JobRecord[], durable: boolean) {
    this.statements++
    return super.record(records, durable)
  }
}

class SlowStore extends JobStore {
  override async record(records: JobRecord[], durable: boolean) {
    await wait(50)
    return super.record(records, durable)
  }
}

function createLog<Store extends JobStore>(store: Store) {
  const log = new RunLog(store, (error) => {
    throw error
  })
  return { store, log }
}

function pendingJobOf(id: string): PendingJob {
  const message = { payload: {} }
  return {
    id,
    name: 'greet',
    queue: 'default',
    connection: 'sync',
    message,
    attempts: 3,
    backoff: 5000,
    delay: 0,
  }
}

test.group('Run log', (group) => {
  group.each.teardown(() => forgetJobs())

  test('records without a waiting caller are written together, also during another write', async ({
    assert,
  }) => {
    const { store, log } = createLog(new CountingStore(db))
    const ids = Array.from({ length: 300 }, () => createJobId())
    await store.dispatch(ids.map(pendingJobOf))

    const started = performance.now()
    for (const id of ids) {
      log.write({ id, status: 'completed', took: 1 })
      await nextRound()
    }
    await log.flushed()

    const statements = 2 + (performance.now() - started) / 25
    assert.isAtMost(store.statements, Math.ceil(statements))
    const runs = await jobRuns()
    assert.lengthOf(
      runs.filter(({ status }) => status === 'completed'),
      ids.length
    )
  })

  for (const when of ['will be', 'is being']) {
    test(`the run log knows when ${when} written`, async ({ assert }) => {
      const { store, log } = createLog(new SlowStore(db))
      const [id, other] = [createJobId(), createJobId()]
      await store.dispatch([id, other].map(pendingJobOf))
      log.write({ id, status: 'completed', took: 1 })
      if (when === 'is being') {
        void log.written({ id: other, status: 'completed', took: 1 })
        await nextRound()
      }
      assert.containsSubset(await log.find(id), { status: 'completed' })
      await log.flushed()
    })
  }

  test('a record that PostgreSQL refuses is reported and left out, and delays no other', async ({
    assert,
  }) => {
    const errors: string[] = []
    const log = new RunLog(new JobStore(db), ({ message }) => errors.push(message))
    const [refused, unknown, fine] = [createJobId(), createJobId(), createJobId()]
    const unstorable = { ...pendingJobOf(unknown), message: { payload: '\0' } }
    log.dispatched([{ ...pendingJobOf(createJobId()), backoff: 2 ** 31 }])
    await Promise.all([
      log.written({ id: refused, status: 'failed', took: 2 ** 31 }, pendingJobOf(refused)),
      log.written({ id: unknown, status: 'completed', took: 1 }, unstorable),
      log.written({ id: fine, status: 'completed', took: 1 }, pendingJobOf(fine)),
    ])

    const runs = await jobRuns()
    assert.deepEqual(
      runs.map(({ id, status }) => ({ id, status })),
      [{ id: fine, status: 'completed' }]
    )
    assert.lengthOf(errors, 3)
    assert.isFalse(log.isBehind)
  })

  test('a record that cannot be sent is reported and left out, and delays no other', async ({
    assert,
  }) => {
    const errors: string[] = []
    const log = new RunLog(new JobStore(db), ({ message }) => errors.push(message))
    const [circular, unsent, fine] = [createJobId(), createJobId(), createJobId()]
    const payload: { self?: object } = {}
    payload.self = payload
    await Promise.all([
      log.written(
        { id: circular, status: 'completed', took: 1 },
        { ...pendingJobOf(circular), message: { payload } }
      ),
      log.written({ id: unsent, progress: 1n as never }, pendingJobOf(unsent)),
      log.written({ id: fine, status: 'completed', took: 1 }, pendingJobOf(fine)),
    ])

    const runs = await jobRuns()
    assert.deepEqual(
      runs.map(({ id, status }) => ({ id, status })),
      [{ id: fine, status: 'completed' }]
    )
    assert.lengthOf(errors, 2)
    assert.isFalse(log.isBehind)
  })

  test('every waiting caller is answered, no matter when it starts to wait', async ({ assert }) => {
    const { log } = createLog(new JobStore(db))
    const lanes = Array.from({ length: 5 }, async () => {
      for (let job = 0; job < 40; job++) {
        const id = createJobId()
        await log.written({ id, status: 'completed', took: 1 }, pendingJobOf(id))
      }
    })
    await Promise.all(lanes)
    assert.lengthOf(await jobRuns(), 200)
  })
})

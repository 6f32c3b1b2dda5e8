import { test } from '@japa/runner'
import queue from '#queue/main'
import { seal, throughPostgres } from '#queue/pending_job'
import type { Connection, PendingJob } from '#queue/types'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { settled, tracesByKey } from '#queue/tests/support/chaos/settled'
import { jobRuns } from '#queue/tests/support/job_runs'
import { newKey } from '#queue/tests/support/workers'

const here = queue.config.connection
const others = (['postgres', 'redis', 'rabbitmq'] as const).filter((one) => one !== here)

test.group('Chaos | Another broker', (group) => {
  const start = useChaosWorkers(group)

  test('a job that was dispatched for {$self} and waits in PostgreSQL runs on the current broker')
    .with(others)
    .run(async ({ assert }, before) => {
      const keys = Array.from({ length: 30 }, newKey)
      await queue.store.dispatch(
        keys.map((key, index) => pendingJobFor(before, key, index % 3 === 0 ? 1500 : 0))
      )
      await start()

      assert.deepEqual(await settled(30_000), { completed: 30 })
      const traces = await tracesByKey(keys)
      assert.deepEqual(
        [...traces.values()],
        Array.from({ length: 30 }, () => 1)
      )
      const runs = await jobRuns()
      assert.isTrue(runs.every(({ attempt }) => attempt === 1))
    })
})

/** A job as a release with another QUEUE_CONNECTION dispatched it. */
function pendingJobFor(connection: Connection, key: string, delay: number): PendingJob {
  const pending = seal(
    {
      name: 'test/record_run_job',
      job: RecordRunJob,
      payload: { payload: { key } },
      options: { delay },
    },
    { ...queue.config, connection }
  )
  return throughPostgres(pending)
}

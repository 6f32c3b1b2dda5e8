import { test } from '@japa/runner'
import DispatchAnotherJob from '#queue/tests/support/jobs/dispatch_another_job'
import AlwaysFailJob from '#queue/tests/support/jobs/always_fail_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import IgnoreSignalJob from '#queue/tests/support/jobs/ignore_signal_job'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRun, untilStatus } from '#queue/tests/support/job_runs'
import { eventually } from '#tests/support/eventually'
import { happens, newKey } from '#queue/tests/support/workers'

/** The clock skew of the worker of each queue, in milliseconds. */
const SKEWED: [string, number][] = [
  ['high', 300_000],
  ['low', -300_000],
]
const DELAY_MS = 3000
/** The delay of the new worker's job. By then, that worker would also have taken jobs of the other workers. */
const AFTER_LEASE_MS = 3000
/** The largest delay that a busy machine may cause. */
const SLACK_MS = 2000

test.group('Chaos | Workers whose clocks are five minutes off', (group) => {
  const start = useChaosWorkers(group)

  const startSkewed = () =>
    Promise.all(
      SKEWED.map(([queue, skew]) =>
        start([`--queue=${queue}`], { TEST_CLOCK_SKEW_MS: String(skew) })
      )
    )

  test('jobs run on time, none is dropped, and retries wait for their backoff', async ({
    assert,
  }) => {
    await startSkewed()
    await Promise.all(
      SKEWED.map(async ([queue]) => {
        const failing = newKey()
        const dispatched = Date.now()
        const id = await RecordRunJob.dispatch({ key: newKey() }, { queue, delay: DELAY_MS })
        const expiring = await RecordRunJob.dispatch({ key: newKey() }, { queue, expiresIn: '1m' })
        const child = newKey()
        await DispatchAnotherJob.dispatch(
          { key: child, options: { queue, expiresIn: '1m' } },
          { queue }
        )
        await AlwaysFailJob.dispatch({ key: failing }, { queue, attempts: 2, backoff: 500 })

        await untilStatus(expiring, 'completed')
        await happens(child, 'done')
        await happens(failing, 'rescued from: as always')
        const { started_at: startedAt } = await untilStatus(id, 'completed')
        const waited = startedAt!.getTime() - dispatched
        assert.isAtLeast(waited, DELAY_MS - 100)
        assert.isBelow(waited, DELAY_MS + SLACK_MS)
      })
    )
  })

  test('a worker with a wrong clock keeps its job until it dies', async ({ assert }) => {
    const skewed = await startSkewed()
    const jobs = await Promise.all(
      SKEWED.map(async ([queue]) => {
        const key = newKey()
        const id = await IgnoreSignalJob.dispatch({ key, ms: 60_000 }, { queue })
        await happens(key, 'started')
        return { id, key }
      })
    )
    await start()
    const last = await RecordRunJob.dispatch({ key: newKey() }, { delay: AFTER_LEASE_MS })
    await untilStatus(last, 'completed')
    for (const { key } of jobs) assert.deepEqual(await tracesOf(key), ['started'])
    skewed.forEach((worker) => worker.send('SIGKILL'))

    for (const { id, key } of jobs) {
      await eventually(async () => {
        const traces = await tracesOf(key)
        return traces.length === 2
      })
      const { crashes } = await jobRun(id)
      assert.equal(crashes, 1)
    }
  })
})

import { test } from '@japa/runner'
import Fail from '#tests/support/jobs/fail'
import Record from '#tests/support/jobs/record'
import Stubborn from '#tests/support/jobs/stubborn'
import { useChaosWorkers } from '#tests/support/chaos/chaos_workers'
import { tracesOf } from '#tests/support/jobs/trace'
import { jobRun, untilStatus } from '#tests/support/job_runs'
import { eventually } from '#tests/support/eventually'
import { happens, newKey } from '#tests/support/workers'

const SKEWS_MS = [300_000, -300_000]
const DELAY_MS = 3000
/** A job of the worker that was not there before: by then it would have taken another's, too. */
const AFTER_LEASE_MS = 3000
/** How late a busy machine may be. */
const SLACK_MS = 2000

test.group('Chaos | A worker whose clock is wrong', (group) => {
  const start = useChaosWorkers(group)

  test('{$self} ms: jobs run in time, none is dropped, retries wait as they should')
    .with(SKEWS_MS)
    .run(async ({ assert }, skew) => {
      await start([], { TEST_CLOCK_SKEW_MS: String(skew) })
      const dispatched = Date.now()
      const [delayed, expiring, failing] = [newKey(), newKey(), newKey()]
      const id = await Record.dispatch({ key: delayed }, { delay: DELAY_MS })
      const expiringId = await Record.dispatch({ key: expiring }, { expiresIn: '1m' })
      await Fail.dispatch({ key: failing }, { attempts: 2, backoff: 500 })

      await untilStatus(expiringId, 'completed')
      await happens(failing, 'rescued from: as always')
      const { started_at: startedAt } = await untilStatus(id, 'completed')
      const waited = startedAt!.getTime() - dispatched
      assert.isAtLeast(waited, DELAY_MS - 100)
      assert.isBelow(waited, DELAY_MS + SLACK_MS)
    })

  test('{$self} ms: nobody takes its job, until it dies')
    .with(SKEWS_MS)
    .run(async ({ assert }, skew) => {
      const skewed = await start([], { TEST_CLOCK_SKEW_MS: String(skew) })
      const key = newKey()
      const id = await Stubborn.dispatch({ key, ms: 60_000 })
      await happens(key, 'started')
      await start()
      const last = await Record.dispatch({ key: newKey() }, { delay: AFTER_LEASE_MS })
      await untilStatus(last, 'completed')
      assert.deepEqual(await tracesOf(key), ['started'])
      skewed.send('SIGKILL')

      await eventually(async () => {
        const traces = await tracesOf(key)
        return traces.length === 2
      })
      const { crashes } = await jobRun(id)
      assert.equal(crashes, 1)
    })
})

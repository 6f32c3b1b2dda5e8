import { test } from '@japa/runner'
import queue from '#queue/main'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import ThrowHostileValueJob from '#queue/tests/support/jobs/throw_hostile_value_job'
import { eventually } from '#tests/support/eventually'
import { hostileThrows } from '#queue/tests/support/hostile_throws'
import { jobRuns } from '#queue/tests/support/job_runs'
import { useWorkers } from '#queue/tests/support/workers'

const BEHIND = 40

test.group('Worker | Hostile throws', (group) => {
  const start = useWorkers(group)

  test('a job may throw any value: it fails at its last attempt, and the next jobs run', async ({
    assert,
  }) => {
    const kinds = Object.keys(hostileThrows)
    await queue.dispatchMany(
      ThrowHostileValueJob,
      kinds.map((what) => ({ what }))
    )
    await queue.dispatchMany(
      RecordRunJob,
      Array.from({ length: BEHIND }, (_, index) => ({ key: String(index) }))
    )
    const worker = start()

    const runs = await eventually(async () => {
      const all = await jobRuns()
      const hasEnded = all.length === kinds.length + BEHIND && all.every((run) => run.finished_at)
      return hasEnded && all
    }, 60_000)
    for (const run of runs.filter(({ name }) => name === 'test/throw_hostile_value_job')) {
      assert.containsSubset(run, { status: 'failed', attempt: 2, crashes: 0 })
      assert.isString(run.error?.message)
    }
    assert.lengthOf(
      runs.filter(({ status }) => status === 'completed'),
      BEHIND
    )
    assert.isTrue(worker.isRunning)
    assert.notMatch(worker.output, /run log has a problem|rejected promise/)
  }).timeout(90_000)
})

import { test } from '@japa/runner'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import WriteLateJob from '#queue/tests/support/jobs/write_late_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRuns, untilStatus } from '#queue/tests/support/job_runs'
import { eventually } from '#tests/support/eventually'
import { happens, newKey } from '#queue/tests/support/workers'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'

test.group('Chaos | A frozen worker', (group) => {
  const start = useChaosWorkers(group)

  test('a worker that was frozen past its lease causes one completion and one effect', async ({
    assert,
  }) => {
    const key = newKey()
    const [frozen, other] = [await start(), await start(['--queue=low'])]
    const id = await WriteLateJob.dispatch({ key, ms: 2000 })
    await happens(key, 'began')
    frozen.send('SIGSTOP')
    const heir = await start()
    const { finished_at: finishedAt } = await untilStatus(id, 'completed', 30_000)
    frozen.send('SIGCONT')
    await eventually(async () => {
      const traces = await tracesOf(key)
      return traces.filter((what) => what === 'late').length === 2
    })
    const last = newKey()
    await RecordRunJob.dispatch({ key: last })
    await happens(last, 'done')

    const traces = await tracesOf(key)
    assert.lengthOf(
      traces.filter((what) => what === 'written'),
      1
    )
    const runs = await jobRuns()
    const [run, ...others] = runs.filter(({ name }) => name === 'test/write_late_job')
    assert.isEmpty(others)
    assert.equal(run.status, 'completed')
    assert.deepEqual(run.finished_at, finishedAt)
    assert.isTrue([frozen, other, heir].every((worker) => worker.isRunning))
  })
})

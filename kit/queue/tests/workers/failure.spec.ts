import { test } from '@japa/runner'
import queue from '#queue/main'
import CrashWorkerJob from '#queue/tests/support/jobs/crash_worker_job'
import AlwaysFailJob from '#queue/tests/support/jobs/always_fail_job'
import FailWithoutRescueJob from '#queue/tests/support/jobs/fail_without_rescue_job'
import FailWithUnstorableTextJob from '#queue/tests/support/jobs/fail_with_unstorable_text_job'
import ExceedTimeoutJob from '#queue/tests/support/jobs/exceed_timeout_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { untilStatus } from '#queue/tests/support/job_runs'
import { happens, newKey, statusOf, useWorkers } from '#queue/tests/support/workers'

test.group('Worker | Failing', (group) => {
  const start = useWorkers(group)

  test('a failing job is retried, then rescued once', async ({ assert }) => {
    const key = newKey()
    await AlwaysFailJob.dispatch({ key })
    const worker = start()

    const traces = await happens(key, 'rescued from: as always')
    assert.deepEqual(traces, ['tried', 'tried', 'rescued from: as always'])
    await eventually(async () => (await statusOf('test/always_fail_job')) === 'failed')
    assert.isTrue(worker.isRunning)
  })

  test('a job that fails for good without a rescue does not end the worker', async ({ assert }) => {
    const key = newKey()
    await FailWithoutRescueJob.dispatch({})
    const worker = start()
    await eventually(async () => (await statusOf('test/fail_without_rescue_job')) === 'failed')

    await RecordRunJob.dispatch({ key })
    await happens(key, 'done')
    assert.isTrue(worker.isRunning)
  })

  test('text that PostgreSQL cannot store is logged with replacements', async ({ assert }) => {
    const id = await FailWithUnstorableTextJob.dispatch({})
    start()

    const run = await untilStatus(id, 'failed')
    assert.equal(run.error?.message, 'read \ufffd bytes')
    assert.equal(run.progress_note, 'half \ufffd of it')
  })

  test('a job that exceeds its timeout is aborted and has failed', async ({ assert }) => {
    const key = newKey()
    await ExceedTimeoutJob.dispatch({ key })
    start()

    const traces = await happens(key, 'aborted')
    assert.include(traces, 'aborted')
    await eventually(async () => {
      const later = await tracesOf(key)
      return later.some((what) => what.includes('its timeout of 100 ms'))
    })
  })

  test('an unknown job is kept, never completed', async ({ assert }) => {
    queue.registry.add({
      'test/unknown_to_old_release_job': () =>
        import('#queue/tests/support/jobs/unknown_to_old_release_job'),
    })
    const { default: UnknownToOldReleaseJob } =
      await import('#queue/tests/support/jobs/unknown_to_old_release_job')
    await UnknownToOldReleaseJob.dispatch({})
    const worker = start()

    await eventually(async () => worker.output.includes('is unknown to this release'))
    await eventually(async () => (await statusOf('test/unknown_to_old_release_job')) === 'waiting')
    assert.isTrue(worker.isRunning)
  })

  test('a job that crashes its process three times is dead', async ({ assert }) => {
    const key = newKey()
    await CrashWorkerJob.dispatch({ key })
    for (let crashes = 0; crashes < 3; crashes++) {
      const worker = start()
      assert.equal(await worker.exited(), 'SIGKILL')
    }
    const survivor = start()

    const traces = await happens(key, 'dead')
    assert.lengthOf(
      traces.filter((what) => what === 'crashing'),
      3
    )
    assert.isTrue(survivor.isRunning)
  })
})

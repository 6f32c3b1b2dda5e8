import { test } from '@japa/runner'
import queue from '#queue/main'
import Crash from '#queue/tests/support/jobs/crash'
import Fail from '#queue/tests/support/jobs/fail'
import FailWithoutRescue from '#queue/tests/support/jobs/fail_without_rescue'
import Garble from '#queue/tests/support/jobs/garble'
import Overrun from '#queue/tests/support/jobs/overrun'
import Record from '#queue/tests/support/jobs/record'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { untilStatus } from '#queue/tests/support/job_runs'
import { happens, newKey, statusOf, useWorkers } from '#queue/tests/support/workers'

test.group('Worker | Failing', (group) => {
  const start = useWorkers(group)

  test('a failing job is retried, then rescued once', async ({ assert }) => {
    const key = newKey()
    await Fail.dispatch({ key })
    const worker = start()

    const traces = await happens(key, 'rescued from: as always')
    assert.deepEqual(traces, ['tried', 'tried', 'rescued from: as always'])
    await eventually(async () => (await statusOf('test/fail')) === 'failed')
    assert.isTrue(worker.isRunning)
  })

  test('a job that fails for good without a rescue does not end the worker', async ({ assert }) => {
    const key = newKey()
    await FailWithoutRescue.dispatch({})
    const worker = start()
    await eventually(async () => (await statusOf('test/fail_without_rescue')) === 'failed')

    await Record.dispatch({ key })
    await happens(key, 'done')
    assert.isTrue(worker.isRunning)
  })

  test('text that PostgreSQL cannot store is logged with replacements', async ({ assert }) => {
    const id = await Garble.dispatch({})
    start()

    const run = await untilStatus(id, 'failed')
    assert.equal(run.error?.message, 'read \ufffd bytes')
    assert.equal(run.progress_note, 'half \ufffd of it')
  })

  test('a job that exceeds its timeout is aborted and has failed', async ({ assert }) => {
    const key = newKey()
    await Overrun.dispatch({ key })
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
      'test/of_tomorrow': () => import('#queue/tests/support/jobs/of_tomorrow'),
    })
    const { default: OfTomorrow } = await import('#queue/tests/support/jobs/of_tomorrow')
    await OfTomorrow.dispatch({})
    const worker = start()

    await eventually(async () => worker.output.includes('is unknown to this release'))
    await eventually(async () => (await statusOf('test/of_tomorrow')) === 'waiting')
    assert.isTrue(worker.isRunning)
  })

  test('a job that crashes its process three times is dead', async ({ assert }) => {
    const key = newKey()
    await Crash.dispatch({ key })
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

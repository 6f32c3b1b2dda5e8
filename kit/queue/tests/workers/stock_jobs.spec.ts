import { test } from '@japa/runner'
import bullQueue from '@rlanz/bull-queue/services/main'
import { eventually } from '#tests/support/eventually'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import BullQueuePackageJob from '#queue/tests/support/jobs/bull_queue_package_job'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

test.group('Jobs of @rlanz/bull-queue', (group) => {
  const start = useWorkers(group)

  test('jobs of @rlanz/bull-queue run unchanged, with their options', async ({ assert }) => {
    const [fine, failing] = [newKey(), newKey()]
    await bullQueue.dispatch(BullQueuePackageJob, { key: fine }, { queueName: 'low' })
    await bullQueue.dispatch(
      BullQueuePackageJob,
      { key: failing, fails: true },
      {
        attempts: 2,
        backoff: { type: 'fixed', delay: 10 },
        removeOnComplete: 100,
      }
    )
    const worker = start()

    const [handled] = await eventually(async () => {
      const traces = await tracesOf(fine)
      return traces.length > 0 && traces
    })
    assert.match(handled, /^handled [\da-f-]{36}$/)
    await happens(failing, 'rescued from attempt 2')
    await eventually(async () => worker.output.includes('the logger is there'))
  })
})

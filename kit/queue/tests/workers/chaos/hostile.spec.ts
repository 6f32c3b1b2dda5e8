import { test } from '@japa/runner'
import queue from '#queue/main'
import { createJobId } from '#queue/job_id'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { countDead, sendHostile } from '#queue/tests/support/chaos/hostile_messages'
import { eventually } from '#tests/support/eventually'
import { jobRuns, untilStatus } from '#queue/tests/support/job_runs'
import { newKey } from '#queue/tests/support/workers'

const MEGABYTE = 1024 * 1024
const CODE = 'data:text/javascript,process.exit(7)'

test.group('Chaos | Foreign messages', (group) => {
  const start = useChaosWorkers(group)

  test('a foreign message is refused with an error in the log, and the worker continues', async ({
    assert,
  }) => {
    const key = newKey()
    const payload = { key }
    const message = (change = {}) => JSON.stringify({ payload, ...change })
    const name = 'test/record_run_job'
    const unreadable = [
      { id: createJobId(), name, data: '{"payload":{"key"' },
      { id: createJobId(), name, data: 'null' },
      { id: createJobId(), name, data: message({ payload: { key, much: 'x'.repeat(MEGABYTE) } }) },
      { id: createJobId(), name, data: message({ origin: { parent: 'me' } }) },
      { id: createJobId(), name: 'n'.repeat(201), data: message() },
      { id: 'mine', name, data: message() },
    ]
    const worker = await start()
    await sendHostile([...unreadable, { id: createJobId(), name: CODE, data: message() }])

    await eventually(async () => worker.output.includes('is unknown to this release'))
    await eventually(async () => {
      if (queue.config.connection === 'rabbitmq') return (await countDead()) === unreadable.length
      return unreadable.every(({ id }) => worker.output.includes(`#${id} `))
    })
    const last = await RecordRunJob.dispatch({ key: newKey() })
    await untilStatus(last, 'completed')
    assert.isEmpty(await tracesOf(key))
    assert.isTrue(worker.isRunning)
    const runs = await jobRuns()
    const ended = runs.filter(({ finished_at: finishedAt }) => finishedAt)
    assert.deepEqual(
      ended.filter(({ status }) => status !== 'failed').map(({ id }) => id),
      [last]
    )
  })
})

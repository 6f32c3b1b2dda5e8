import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { JobControl } from '#queue/control/job_control'
import AlwaysFailJob from '#queue/tests/support/jobs/always_fail_job'
import FailUntilFixedJob from '#queue/tests/support/jobs/fail_until_fixed_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { trace, tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRun, untilStatus } from '#queue/tests/support/job_runs'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

const control = new JobControl(queue)

const untilFailed = (ids: string[]) => Promise.all(ids.map((id) => untilStatus(id, 'failed')))

test.group('Control | Retry', (group) => {
  const start = useWorkers(group)

  test('a failed job runs again from its first attempt', async ({ assert }) => {
    const key = newKey()
    const id = await AlwaysFailJob.dispatch({ key })
    start()
    await untilStatus(id, 'failed')

    const { done, refused } = await control.retry({ ids: [id] })
    assert.deepEqual(done, [{ id, name: 'test/always_fail_job', queue: 'default' }])
    assert.isEmpty(refused)
    await happens(key, 'rescued from: as always')
    const { attempt } = await untilStatus(id, 'failed')
    assert.equal(attempt, 2)
    const traces = await tracesOf(key)
    assert.lengthOf(
      traces.filter((what) => what === 'tried'),
      4
    )
  })

  test('a name selects the failed jobs of that name, and "all" selects every failed job', async ({
    assert,
  }) => {
    const [named, other] = [newKey(), newKey()]
    const mends = await FailUntilFixedJob.dispatchMany([{ key: named }, { key: named }])
    const fail = await AlwaysFailJob.dispatch({ key: other })
    start()
    await untilFailed([...mends, fail])
    await trace(named, 'fixed')

    const byName = await control.retry({ name: 'test/fail_until_fixed_job' })
    assert.sameMembers(
      byName.done.map(({ id }) => id),
      mends
    )
    await Promise.all(mends.map((id) => untilStatus(id, 'completed')))
    const rest = await control.retry('all')
    assert.deepEqual(
      rest.done.map(({ id }) => id),
      [fail]
    )
  })

  test('a job that cannot run again is refused with the reason', async ({ assert }) => {
    const key = newKey()
    const [completed] = await RecordRunJob.dispatchMany([{ key }])
    start()
    await untilStatus(completed, 'completed')
    const unknown = crypto.randomUUID()

    const { done, refused } = await control.retry({ ids: [completed, unknown, 'nonsense'] })
    assert.isEmpty(done)
    assert.sameDeepMembers(refused, [
      { id: completed, reason: 'it is completed, so it cannot run again' },
      { id: unknown, reason: 'there is no such job in the run log' },
      { id: 'nonsense', reason: 'there is no such job in the run log' },
    ])
    await assert.rejects(() => control.retry({ name: 'nobody' }), /No job named "nobody"/)
  })

  test('an id is accepted in capitals', async ({ assert }) => {
    const id = await FailUntilFixedJob.dispatch({ key: newKey() })
    start()
    await untilStatus(id, 'failed')
    const ids = [id.toUpperCase()]
    const changed = {
      done: [{ id, name: 'test/fail_until_fixed_job', queue: 'default' }],
      refused: [],
    }

    assert.containsSubset(await control.find(ids[0]), { id })
    assert.deepEqual(await control.retry({ ids }), changed)
    await untilStatus(id, 'failed')
    assert.deepEqual(await control.forget({ ids }), changed)
  })

  test('a retried job that its broker still has is not lost', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() })
    await untilStatus(id, 'waiting')
    await db.from('job_runs').where('id', id).update({ status: 'failed', finished_at: new Date() })

    const { done, refused } = await control.retry({ ids: [id] })
    if (queue.config.connection === 'rabbitmq') {
      // RabbitMQ accepts a second job with the same id.
      assert.lengthOf(done, 1)
    } else {
      assert.match(refused[0].reason, /its broker has not released it yet/)
      await untilStatus(id, 'failed')
    }
  })

  test('a retried job takes its lock again, or is refused while another job holds it', async ({
    assert,
  }) => {
    const key = newKey()
    const unique = { key }
    const first = await AlwaysFailJob.dispatch({ key }, { unique, attempts: 1 })
    const worker = start()
    await untilStatus(first, 'failed')
    const second = await AlwaysFailJob.dispatch({ key }, { unique, attempts: 1 })
    await untilStatus(second, 'failed')
    // A kill could come before the broker has deleted the job.
    worker.send('SIGTERM')
    await worker.exited()

    const { done, refused } = await control.retry({ name: 'test/always_fail_job' })
    assert.deepEqual(
      done.map(({ id }) => id),
      [first]
    )
    const reason = `the job ${first} holds its lock. Try again when that job has ended`
    assert.deepEqual(refused, [{ id: second, reason }])
    assert.equal(await AlwaysFailJob.dispatch({ key }, { unique }), first)

    start()
    await untilStatus(first, 'failed')
    assert.isEmpty(await db.from('job_locks'))
  })

  test('the batch and the chain of a retried job continue', async () => {
    const [key, afterBatch, afterChain] = [newKey(), newKey(), newKey()]
    const [member] = await queue.dispatchMany(
      [FailUntilFixedJob.with({ key }), RecordRunJob.with({ key: newKey() })],
      {
        batch: { then: RecordRunJob.with({ key: afterBatch }) },
      }
    )
    const first = await FailUntilFixedJob.dispatch(
      { key },
      { chain: [RecordRunJob.with({ key: afterChain })] }
    )
    start()
    await untilFailed([member, first])
    await trace(key, 'fixed')

    await control.retry({ ids: [member, first] })
    await happens(afterBatch, 'done')
    await happens(afterChain, 'done')
  })
})

test.group('Control | Forget', (group) => {
  const start = useWorkers(group)

  test('a forgotten job is deleted from the log, and its batch continues without it', async ({
    assert,
  }) => {
    const [key, after] = [newKey(), newKey()]
    const [member, sibling] = await queue.dispatchMany(
      [FailUntilFixedJob.with({ key }), RecordRunJob.with({ key: newKey() })],
      { batch: { then: RecordRunJob.with({ key: after }) } }
    )
    start()
    await untilStatus(sibling, 'completed')
    await untilStatus(member, 'failed')

    const { done, refused } = await control.forget({ ids: [member, sibling] })
    assert.deepEqual(done, [{ id: member, name: 'test/fail_until_fixed_job', queue: 'default' }])
    assert.deepEqual(refused, [
      { id: sibling, reason: 'it is completed, and only failed jobs can be forgotten' },
    ])
    await happens(after, 'done')
    await assert.rejects(() => control.find(member), /There is no job/)
  })
})

test.group('Control | Queues', (group) => {
  const start = useWorkers(group)

  test('workers run no job of a paused queue until it is resumed', async ({ assert }) => {
    const [paused, open] = [newKey(), newKey()]
    assert.isTrue(await control.pause('low'))
    assert.isFalse(await control.pause('low'))
    start()
    const id = await RecordRunJob.dispatch({ key: paused }, { queue: 'low' })
    await RecordRunJob.dispatch({ key: open })
    await happens(open, 'done')
    assert.containsSubset(await untilStatus(id, 'waiting'), { started_at: null })
    const { queues } = await control.status()
    assert.equal(queues.find(({ name }) => name === 'low')?.isPaused, true)

    assert.isTrue(await control.resume('low'))
    await happens(paused, 'done')
    assert.isFalse(await control.resume('low'))
    await assert.rejects(() => control.pause('nope'), /Declared in config\/queue.ts: high, default/)
    await assert.rejects(
      () => control.resume('nope'),
      /Declared in config\/queue.ts: high, default/
    )
  })

  test('a cleared queue has no jobs left, including delayed ones', async ({ assert }) => {
    const [key, kept, after] = [newKey(), newKey(), newKey()]
    const waiting = await RecordRunJob.dispatch({ key }, { queue: 'low' })
    const delayed = await RecordRunJob.dispatch({ key }, { queue: 'low', delay: '1s' })
    const [member] = await RecordRunJob.dispatchMany([{ key }], {
      queue: 'low',
      batch: { then: RecordRunJob.with({ key: after }) },
    })
    const later = await RecordRunJob.dispatch({ key: kept }, { delay: '2s' })
    await Promise.all([waiting, delayed, member, later].map((id) => untilStatus(id, 'waiting')))

    assert.equal(await control.countWaiting('low'), 3)
    assert.equal(await control.clear('low'), 3)
    start()
    await happens(kept, 'done')
    await happens(after, 'done')
    for (const id of [waiting, delayed, member]) {
      assert.containsSubset(await jobRun(id), { status: 'cancelled', reason: 'cleared' })
    }
    assert.isEmpty(await tracesOf(key))
  })
})

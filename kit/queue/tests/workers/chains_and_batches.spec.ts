import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import AlwaysFailJob from '#queue/tests/support/jobs/always_fail_job'
import GreetJob from '#queue/tests/support/jobs/greet_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRuns } from '#queue/tests/support/job_runs'
import { eventually } from '#tests/support/eventually'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

test.group('Chains and batches', (group) => {
  const start = useWorkers(group)

  test('the jobs of a chain run in order, and the chain ends at a failure', async ({ assert }) => {
    const [first, broken] = [newKey(), newKey()]
    await RecordRunJob.dispatch(
      { key: first },
      { chain: [GreetJob.with({ key: first, name: 'Ada' }), RecordRunJob.with({ key: first })] }
    )
    await AlwaysFailJob.dispatch(
      { key: broken },
      { attempts: 1, chain: [GreetJob.with({ key: broken, name: 'Ada' })] }
    )
    start()

    await happens(broken, 'rescued from: as always')
    const traces = await eventually(async () => {
      const some = await tracesOf(first)
      return some.length === 3 && some
    })
    assert.deepEqual(traces, ['done', 'hello Ada', 'done'])
    const runs = await jobRuns()
    assert.lengthOf(
      runs.filter(({ parent_id: parent }) => parent),
      2
    )
    assert.notInclude(await tracesOf(broken), 'hello Ada')
  })

  test('a chain within a chain runs before the rest', async ({ assert }) => {
    const key = newKey()
    const say = (name: string) => GreetJob.with({ key, name })
    const inner = GreetJob.with({ key, name: 'Bo' }, { chain: [say('Cy'), say('Di')] })
    await GreetJob.dispatch({ key, name: 'Al' }, { chain: [inner, say('Ed')] })
    start()

    const traces = await happens(key, 'hello Ed')
    assert.deepEqual(traces, ['hello Al', 'hello Bo', 'hello Cy', 'hello Di', 'hello Ed'])
  })

  test('the delay of a dependent job counts from the moment it may start', async ({ assert }) => {
    const key = newKey()
    const at = DateTime.now().plus({ seconds: 10 })
    const long = { key, ms: 5000 }
    const follower = (name: string) => GreetJob.with({ key, name }, { expiresIn: '4s' })
    await SleepJob.dispatch(long, { chain: [follower('next')] })
    await SleepJob.dispatchMany([long], { batch: { then: follower('then') } })
    const first = await SleepJob.dispatch(long, {
      chain: [GreetJob.with({ key, name: 'late' }, { at })],
    })
    start()

    await happens(key, 'hello next', 'hello then', 'hello late')
    const runs = await jobRuns()
    const late = runs.find(({ parent_id: parent }) => parent === first)
    const due = Math.max(at.toMillis(), late!.dispatched_at.getTime())
    assert.closeTo(late!.available_at.getTime(), due, 1)
  })

  test('the job after a batch runs once, when the whole batch is done', async ({ assert }) => {
    const key = newKey()
    const payloads = Array.from({ length: 30 }, () => ({ key }))
    await RecordRunJob.dispatchMany(payloads, {
      batch: { then: GreetJob.with({ key, name: 'all' }) },
    })
    start()
    start()

    const traces = await happens(key, 'hello all')
    assert.lengthOf(traces, 31)
    assert.equal(traces.at(-1), 'hello all')
  })

  test('a batch is done if all its jobs are skipped by a lock', async () => {
    const key = newKey()
    await SleepJob.dispatch({ key, ms: 0 }, { unique: { key } })
    await SleepJob.dispatchMany([{ key, ms: 0 }], {
      unique: { key },
      batch: { then: GreetJob.with({ key, name: 'all' }) },
    })
    start()
    await happens(key, 'hello all')
  })
})

import { test } from '@japa/runner'
import queue from '#queue/main'
import Fail from '#queue/tests/support/jobs/fail'
import Greet from '#queue/tests/support/jobs/greet'
import Record from '#queue/tests/support/jobs/record'
import { useTestJobs } from '#queue/tests/support/jobs/registry'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRun, jobRuns } from '#queue/tests/support/job_runs'

test.group('queue.drain', (group) => {
  group.setup(useTestJobs)

  test('drain runs waiting jobs and their dependents in the test’s own transaction', async ({
    assert,
  }) => {
    const key = 'drained'
    await Record.dispatch({ key }, { chain: [Greet.with({ key, name: 'Ada' })] })
    await Record.dispatchMany([{ key }, { key }], {
      batch: { then: Greet.with({ key, name: 'all' }) },
    })
    const delayed = await Record.dispatch({ key }, { delay: '1h' })

    assert.deepEqual(await queue.drain(), { completed: 5, failed: [] })
    const traces = await tracesOf(key)
    assert.sameMembers(traces, ['done', 'done', 'done', 'hello Ada', 'hello all'])
    assert.containsSubset(await jobRun(delayed), { status: 'waiting' })
  })

  test('a chain ends at a job whose lock is held by another job', async ({ assert }) => {
    const [key, holder] = ['chained', 'holder']
    const unique = { key }
    await Record.dispatch({ key: holder }, { unique, delay: '1h' })
    const chain = [Record.with({ key }, { unique }), Greet.with({ key, name: 'last' })]
    await Greet.dispatch({ key, name: 'Ada' }, { chain })

    assert.deepEqual(await queue.drain(), { completed: 1, failed: [] })
    assert.deepEqual(await tracesOf(key), ['hello Ada'])
    assert.lengthOf(await jobRuns(), 2)
  })

  test('drain retries without delay and throws the failures', async ({ assert }) => {
    await Fail.dispatch({ key: 'failing' })

    const { completed, failed } = await queue.drain()
    assert.equal(completed, 0)
    assert.containsSubset(failed, [{ name: 'test/fail', error: { message: 'as always' } }])
    assert.deepEqual(await tracesOf('failing'), ['tried', 'tried', 'rescued from: as always'])
    assert.containsSubset(await jobRuns(), [{ status: 'failed', attempt: 2 }])
  })

  test('drain leaves no job for the workers', async ({ assert, db: database }) => {
    await Record.dispatch({ key: 'once' })
    await queue.drain()

    await database.assertEmpty('bullmq.job')
    assert.deepEqual(await queue.drain(), { completed: 0, failed: [] })
  })
})

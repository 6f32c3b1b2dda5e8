import { test } from '@japa/runner'
import queue from '#queue/main'
import AlwaysFailJob from '#queue/tests/support/jobs/always_fail_job'
import GreetJob from '#queue/tests/support/jobs/greet_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { useTestJobs } from '#queue/tests/support/jobs/registry'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRun, jobRuns } from '#queue/tests/support/job_runs'

test.group('queue.drain', (group) => {
  group.setup(useTestJobs)

  test('drain runs waiting jobs and their dependents in the test’s own transaction', async ({
    assert,
  }) => {
    const key = 'drained'
    await RecordRunJob.dispatch({ key }, { chain: [GreetJob.with({ key, name: 'Ada' })] })
    await RecordRunJob.dispatchMany([{ key }, { key }], {
      batch: { then: GreetJob.with({ key, name: 'all' }) },
    })
    const delayed = await RecordRunJob.dispatch({ key }, { delay: '1h' })

    assert.deepEqual(await queue.drain(), { completed: 5, failed: [] })
    const traces = await tracesOf(key)
    assert.sameMembers(traces, ['done', 'done', 'done', 'hello Ada', 'hello all'])
    assert.containsSubset(await jobRun(delayed), { status: 'waiting' })
  })

  test('a chain ends at a job whose lock is held by another job', async ({ assert }) => {
    const [key, holder] = ['chained', 'holder']
    const unique = { key }
    await RecordRunJob.dispatch({ key: holder }, { unique, delay: '1h' })
    const chain = [RecordRunJob.with({ key }, { unique }), GreetJob.with({ key, name: 'last' })]
    await GreetJob.dispatch({ key, name: 'Ada' }, { chain })

    assert.deepEqual(await queue.drain(), { completed: 1, failed: [] })
    assert.deepEqual(await tracesOf(key), ['hello Ada'])
    assert.lengthOf(await jobRuns(), 2)
  })

  test('drain retries without delay and throws the failures', async ({ assert }) => {
    await AlwaysFailJob.dispatch({ key: 'failing' })

    const { completed, failed } = await queue.drain()
    assert.equal(completed, 0)
    assert.containsSubset(failed, [
      { name: 'test/always_fail_job', error: { message: 'as always' } },
    ])
    assert.deepEqual(await tracesOf('failing'), ['tried', 'tried', 'rescued from: as always'])
    assert.containsSubset(await jobRuns(), [{ status: 'failed', attempt: 2 }])
  })

  test('drain leaves no job for the workers', async ({ assert, db: database }) => {
    await RecordRunJob.dispatch({ key: 'once' })
    await queue.drain()

    await database.assertEmpty('bullmq.job')
    assert.deepEqual(await queue.drain(), { completed: 0, failed: [] })
  })
})

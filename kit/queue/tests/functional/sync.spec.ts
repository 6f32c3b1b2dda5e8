import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import AlwaysFailJob from '#queue/tests/support/jobs/always_fail_job'
import GreetJob from '#queue/tests/support/jobs/greet_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { useTestJobs } from '#queue/tests/support/jobs/registry'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRuns } from '#queue/tests/support/job_runs'

test.group('QUEUE_CONNECTION=sync', (group) => {
  group.setup(useTestJobs)
  group.each.setup(() => {
    const { connection } = queue.config
    queue.config.connection = 'sync'
    return () => void (queue.config.connection = connection)
  })

  test('a job and its chain run in the dispatching process', async ({ assert }) => {
    const key = 'here'
    await RecordRunJob.dispatch(
      { key },
      { chain: [GreetJob.with({ key, name: 'Ada' })], delay: '1h' }
    )

    assert.deepEqual(await tracesOf(key), ['done', 'hello Ada'])
    const runs = await jobRuns()
    assert.deepEqual(
      runs.map(({ status }) => status),
      ['completed', 'completed']
    )
  })

  test('the failure of a job throws to its dispatcher', async ({ assert }) => {
    await assert.rejects(() => AlwaysFailJob.dispatch({ key: 'failing' }), 'as always')
    assert.deepEqual(await tracesOf('failing'), ['tried', 'tried', 'rescued from: as always'])
  })

  test('all jobs of a bulk dispatch run, even if one fails', async ({ assert }) => {
    const key = 'many'
    const batch = { then: GreetJob.with({ key, name: 'Ada' }) }
    await assert.rejects(
      () =>
        queue.dispatchMany([AlwaysFailJob.with({ key }), RecordRunJob.with({ key })], { batch }),
      'as always'
    )
    const traces = await tracesOf(key)
    assert.sameMembers(traces, ['tried', 'tried', 'rescued from: as always', 'done'])
  })

  test('a job of a transaction runs after its commit', async ({ assert }) => {
    const trx = await db.transaction()
    await RecordRunJob.dispatch({ key: 'committed' }, { trx })
    assert.isEmpty(await tracesOf('committed'))
    await trx.commit()

    assert.deepEqual(await tracesOf('committed'), ['done'])
  })

  test('a job of a savepoint runs after the commit of the transaction around it', async ({
    assert,
  }) => {
    const trx = await db.transaction()
    const savepoint = await trx.transaction()
    await RecordRunJob.dispatch({ key: 'saved' }, { trx: savepoint })
    await savepoint.commit()
    assert.isEmpty(await tracesOf('saved'))
    await trx.commit()

    assert.deepEqual(await tracesOf('saved'), ['done'])
  })
})

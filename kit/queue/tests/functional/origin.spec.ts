import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import testUtils from '@adonisjs/core/services/test_utils'
import { UserFactory } from '#database/factories/user_factory'
import OriginMiddleware from '#http/middleware/origin_middleware'
import queue from '#queue/main'
import DispatchAnotherJob from '#queue/tests/support/jobs/dispatch_another_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { useTestJobs } from '#queue/tests/support/jobs/registry'
import { jobRun, jobRuns } from '#queue/tests/support/job_runs'

test.group('Origin of a job', (group) => {
  group.setup(useTestJobs)

  test('the run log names the request that dispatched the job', async ({ assert, client }) => {
    await client
      .visit('registrations.store')
      .form({ name: 'Ada', email: 'ada@example.com', password: 'analytical-engine' })
      .header('x-request-id', 'the-first')
      .withCsrfToken()
      .redirects(0)

    assert.containsSubset(await jobRuns(), [
      { name: 'send_registration_mail', request_id: 'the-first', user_id: null },
    ])
  })

  test('the run log names the account that dispatched the job', async ({ assert }) => {
    const user = await UserFactory.create()
    const ctx = await testUtils.createHttpContext()
    Object.assign(ctx, { auth: { user } })
    const id = await new OriginMiddleware().handle(ctx, () => RecordRunJob.dispatch({ key: 'any' }))

    assert.containsSubset(await jobRun(id), { user_id: String(user.id) })
  })

  test('the run log names the job that dispatched another job', async ({ assert }) => {
    const parent = await DispatchAnotherJob.dispatch({ key: 'child' })
    await queue.drain()

    assert.containsSubset(await jobRuns(), [{ name: 'test/record_run_job', parent_id: parent }])
  })
})

test.group('Events of the queue', (group) => {
  group.setup(useTestJobs)

  test('a job is dispatched, started and completed', async ({ assert, cleanup }) => {
    const seen: string[] = []
    for (const event of ['dispatched', 'started', 'completed'] as const) {
      cleanup(emitter.on(`queue:${event}`, ({ name }) => void seen.push(`${event} ${name}`)))
    }
    await RecordRunJob.dispatch({ key: 'any' })
    await queue.drain()

    assert.deepEqual(seen, [
      'dispatched test/record_run_job',
      'started test/record_run_job',
      'completed test/record_run_job',
    ])
  })

  test('a dispatch without its lock emits a skipped event', async ({ assert, cleanup }) => {
    const skipped: unknown[] = []
    cleanup(emitter.on('queue:skipped', (event) => void skipped.push(event)))
    const id = await RecordRunJob.dispatch({ key: 'any' }, { unique: { key: 1 } })
    assert.equal(await RecordRunJob.dispatch({ key: 'any' }, { unique: { key: 1 } }), id)

    assert.containsSubset(skipped, [{ name: 'test/record_run_job', reason: 'duplicate' }])
  })
})

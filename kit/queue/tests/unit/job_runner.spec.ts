import { test } from '@japa/runner'
import { LoggerFactory } from '@adonisjs/core/factories/logger'
import { AlwaysFailJob, BullQueuePackageJob, cancelled, runJob } from '#queue/tests/support/run_job'

test.group('JobRunner', (group) => {
  group.each.setup(() => void (AlwaysFailJob.rescued = []))

  test('a failure with attempts left is retried', async ({ assert }) => {
    assert.containsSubset(await runJob({}), { status: 'retry', error: { message: 'as always' } })
    assert.isEmpty(AlwaysFailJob.rescued)
  })

  test('a fixed backoff stays the same', async ({ assert }) => {
    const message = { payload: {}, fixedBackoff: true as const }
    assert.containsSubset(await runJob({ attempt: 2, message }), { status: 'retry', delay: 100 })
  })

  test('a permanent failure is final at the first attempt, and rescued', async ({ assert }) => {
    const outcome = await runJob({ name: 'fail_permanently_job' })
    assert.containsSubset(outcome, { status: 'failed', error: { message: 'no such mailbox' } })
    assert.deepEqual(AlwaysFailJob.rescued, ['no such mailbox'])
  })

  test('the last failure is final, and rescued', async ({ assert }) => {
    assert.containsSubset(await runJob({ attempt: 3 }), { status: 'failed' })
    assert.deepEqual(AlwaysFailJob.rescued, ['as always'])
  })

  test('every thrown value becomes an error with a message')
    .with([
      { thrown: 'no error', message: 'no error' },
      { thrown: undefined, message: 'undefined' },
      { thrown: { code: 7 }, message: '{ code: 7 }' },
      { thrown: Object.create(null), message: '[Object: null prototype] {}' },
      { thrown: Object.assign(new Error('a'), { message: Symbol('b') }), message: /Error/ },
    ])
    .run(async ({ assert }, { thrown, message }) => {
      const outcome = await runJob({ name: 'throw_payload_job', message: { payload: thrown } })
      assert.equal(outcome.status, 'retry')
      const { error } = outcome as { error: Error }
      assert.instanceOf(error, Error)
      if (typeof message === 'string') assert.equal(error.message, message)
      else assert.match(error.message, message)
    })

  test('a job whose constructor throws has failed', async ({ assert }) => {
    const job = { name: 'throw_in_constructor_job', attempt: 3 }
    assert.containsSubset(await runJob(job), { status: 'failed', error: { message: 'no parts' } })
  })

  test('a job that crashed three workers is dead without another attempt', async ({ assert }) => {
    assert.containsSubset(await runJob({ crashes: 3 }), { status: 'failed' })
    assert.deepEqual(AlwaysFailJob.rescued, [
      'The job "always_fail_job" is dead: its worker died 3 times while it ran',
    ])
  })

  test('a rescue that crashed a worker is not retried', async ({ assert }) => {
    assert.containsSubset(await runJob({ crashes: 4 }), { status: 'failed' })
    assert.isEmpty(AlwaysFailJob.rescued)
  })

  test('a job of @rlanz/bull-queue gets its injected dependencies, and its attempts in the rescue', async ({
    assert,
  }) => {
    assert.containsSubset(await runJob({ name: 'bull_queue_package_job', attempt: 3 }), {
      status: 'failed',
    })
    assert.deepEqual(BullQueuePackageJob.said, [true, 2, true, 3, 'as always'])
  })

  test('a job that hangs fails at its timeout', async ({ assert }) => {
    assert.containsSubset(await runJob({ name: 'hang_job' }), {
      status: 'retry',
      error: { code: 'E_JOB_TIMEOUT' },
    })
  })

  test('a job that the worker has lost is released, with any result')
    .with([1, 3])
    .run(async ({ assert }, attempt) => {
      const outcome = await runJob({ attempt, cancellation: cancelled() })
      assert.deepEqual(outcome, { status: 'released' })
      assert.isEmpty(AlwaysFailJob.rescued)
    })

  test('each log line of a job has the id of the request that dispatched it', async ({
    assert,
  }) => {
    const lines: string[] = []
    const log = new LoggerFactory().merge({ enabled: true }).pushLogsTo(lines).create()
    await runJob(
      { name: 'log_and_fail_job', message: { payload: {}, origin: { request: 'the-first' } } },
      log
    )

    const texts = lines.map((line) => JSON.parse(line))
    assert.deepEqual(
      texts.map(({ msg }) => msg),
      ['handles', 'rescues', 'log_and_fail_job failed in its rescue']
    )
    for (const text of texts) {
      assert.containsSubset(text, { job: 'log_and_fail_job', job_id: '1', request_id: 'the-first' })
    }
  })
})

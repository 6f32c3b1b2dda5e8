import { test } from '@japa/runner'
import { markOf } from '#queue/schema_mark'
import GreetJob from '#queue/tests/support/jobs/greet_job'
import { runJob } from '#queue/tests/support/run_job'

const HOUR = 3_600_000

test.group('Jobs of another release', () => {
  test('an unknown job is postponed twice as long each time, for an hour')
    .with([
      { waited: 0, delay: 10_000 },
      { waited: 40_000, delay: 40_000 },
      { waited: HOUR - 1000, delay: 300_000 },
    ])
    .run(async ({ assert }, { waited, delay }) => {
      const unknownSince = Date.now() - waited
      const outcome = await runJob({ name: 'tomorrow', message: { payload: {}, unknownSince } })
      assert.containsSubset(outcome, { status: 'postponed', unknownSince })
      assert.closeTo((outcome as { delay: number }).delay, delay, 500)
    })

  test('an unknown job fails after an hour, with an error in the log', async ({ assert }) => {
    const outcome = await runJob({
      name: 'toString',
      message: { payload: {}, unknownSince: Date.now() - HOUR - 1 },
    })
    assert.containsSubset(outcome, { status: 'failed', error: { code: 'E_UNKNOWN_JOB' } })
  })

  test('a payload that only another release accepts is kept for an hour')
    .with([
      { schema: 'of another', status: 'postponed' },
      { schema: 'of another', waited: HOUR + 1000, status: 'failed' },
      { schema: markOf(GreetJob.schema), status: 'failed' },
      // The release that dispatched it has no schema, or does not send its mark.
      { schema: undefined, status: 'postponed' },
    ])
    .run(async ({ assert }, { schema, waited, status }) => {
      const unknownSince = waited && Date.now() - waited
      const outcome = await runJob({
        name: 'greet_job',
        message: { payload: { title: 'Dr' }, schema, unknownSince },
      })
      assert.equal(outcome.status, status)
      if (outcome.status === 'failed')
        assert.equal((outcome.error as { code?: string }).code, 'E_INVALID_PAYLOAD')
    })
})

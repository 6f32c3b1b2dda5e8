import { LoggerFactory } from '@adonisjs/core/factories/logger'
import { test } from '@japa/runner'
import type { ReservedJob } from '#queue/drivers/driver'
import { JobLog } from '#queue/worker/job_log'

const job = { id: 'an-id', name: 'greet', queue: 'default', attempt: 1, attempts: 1 }

/** The fields of the log line at the end of a job, in production. */
function lineOf(message: object) {
  const lines: string[] = []
  const logger = new LoggerFactory().merge({ enabled: true }).pushLogsTo(lines).create()
  new JobLog(logger, true).ended({ ...job, message } as ReservedJob, { status: 'completed' }, 12)
  return JSON.parse(lines[0])
}

test.group('Job log', () => {
  test('a log line has the id of the request that dispatched the job', ({ assert }) => {
    const line = lineOf({ payload: {}, origin: { request: 'the-first', user: '1' } })
    assert.containSubset(line, { job: 'greet', job_id: 'an-id', request_id: 'the-first', ms: 12 })
  })

  test('a log line of a job without a request has no request id', ({ assert }) => {
    assert.notProperty(lineOf({ payload: {} }), 'request_id')
  })
})

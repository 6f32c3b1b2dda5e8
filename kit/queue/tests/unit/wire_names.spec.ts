import { test } from '@japa/runner'
import type { Job } from 'bullmq'
import { CancellationSource } from '#queue/cancellation'
import { toBullJob, toReservedJob, type Stored } from '#queue/drivers/bullmq/job_mapping'
import { readMessage, toMessage } from '#queue/drivers/rabbitmq/message'
import { throughPostgres } from '#queue/pending_job'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { hasDependents, withDependents } from '#queue/wire_names'

/** Jobs of an earlier release have these names, and its workers read no others. */
test.group('Names in stored jobs', () => {
  const job = storedJob({ attempt: 1, possibleDuplicate: true })

  test('RabbitMQ and the outbox store a possible duplicate as `suspect`', ({ assert }) => {
    const { possibleDuplicate, ...plain } = job
    const { delay, ...stored } = plain
    const { body } = toMessage(job, 'queue.default')
    assert.deepEqual(JSON.parse(body.toString()), { ...stored, suspect: true })

    const outgoing = throughPostgres({ ...job, connection: 'redis' })
    assert.containsSubset(outgoing, { into: 'outbox', suspect: true })
    assert.notProperty(outgoing, 'possibleDuplicate')
  })

  test('a message from RabbitMQ with `suspect` is a possible duplicate', ({ assert }) => {
    const { possibleDuplicate, ...plain } = job
    const body = Buffer.from(JSON.stringify({ ...plain, suspect: true }))
    const incoming = readMessage({ body, headers: {}, redelivered: false } as never, 'default')
    assert.deepEqual(incoming.job, { ...job, queue: 'default', delay: 0 })
  })

  test('BullMQ stores a possible duplicate as `former.suspect`', ({ assert }) => {
    const { name, data, opts } = toBullJob(job)
    assert.deepEqual(data.former, { attempt: 1, suspect: true })

    const { attempt, possibleDuplicate } = toReservedJob(
      { name, data, opts, attemptsMade: 0, attemptsStarted: 1, stalledCounter: 0 } as Job<Stored>,
      new CancellationSource()
    )
    assert.deepEqual({ attempt, possibleDuplicate }, { attempt: 2, possibleDuplicate: true })
  })

  test('a job with dependents is stored as `followed`', ({ assert }) => {
    assert.deepEqual(withDependents({ payload: 1 }), { payload: 1, followed: true })
    assert.isTrue(hasDependents({ payload: 1, followed: true }))
    assert.isFalse(hasDependents({ payload: 1 }))
  })
})

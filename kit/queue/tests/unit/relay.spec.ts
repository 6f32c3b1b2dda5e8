import { test } from '@japa/runner'
import type { Job } from 'bullmq'
import { toBullJob, toTakenJob, type Stored } from '#queue/drivers/bullmq_job'
import { createJobId } from '#queue/job_id'
import { Stop } from '#queue/stop'
import { Relay } from '#queue/worker/relay'
import type { Connection, Envelope } from '#queue/types'

/** A job as a worker reserves it from a queue on PostgreSQL. */
function taken({ id, queue, ...envelope }: Envelope) {
  const { name, data, opts } = toBullJob({ id, queue, ...envelope })
  const job = { id, name, data, opts, queueName: queue, attemptsMade: 0, attemptsStarted: 1 }
  return toTakenJob({ ...job, stalledCounter: 0 } as Job<Stored>, new Stop())
}

/** The envelopes that the relay publishes for a job in the outbox. */
async function relayed(connection: Connection, envelope: Envelope) {
  const published: Envelope[] = []
  const publish = async (envelopes: Envelope[]) => void published.push(...envelopes)
  const relay = new Relay({ config: { connection }, driver: { publish } } as never, (error) => {
    throw error
  })
  await relay.handle(taken(envelope))
  return published
}

test.group('Relay', () => {
  const plain: Envelope = {
    id: createJobId(),
    name: 'greet',
    queue: 'default',
    message: { payload: {} },
    attempts: 3,
    backoff: 5000,
    delay: 0,
    attempt: 0,
  }

  test('a job keeps its priority when Redis becomes its broker', async ({ assert }) => {
    const urgent = { ...plain, priority: 2 }
    assert.deepEqual(await relayed('redis', urgent), [urgent])
    assert.deepEqual(await relayed('redis', plain), [plain])
  })

  test('RabbitMQ, which has no priorities, is given none', async ({ assert }) => {
    assert.deepEqual(await relayed('rabbitmq', { ...plain, priority: 2 }), [plain])
  })
})

import { test } from '@japa/runner'
import type { Job } from 'bullmq'
import { toBullJob, toReservedJob, type Stored } from '#queue/drivers/bullmq/job_mapping'
import { createJobId } from '#queue/job_id'
import { CancellationSource } from '#queue/cancellation'
import { Relay } from '#queue/worker/relay'
import type { Connection, StoredJob } from '#queue/types'

/** A job as a worker reserves it from a queue on PostgreSQL. */
function reserved(stored: StoredJob) {
  const { id, queue } = stored
  const { name, data, opts } = toBullJob(stored)
  const job = { id, name, data, opts, queueName: queue, attemptsMade: 0, attemptsStarted: 1 }
  return toReservedJob({ ...job, stalledCounter: 0 } as Job<Stored>, new CancellationSource())
}

/** The jobs that the relay publishes for a job in the outbox. */
async function relayed(connection: Connection, job: StoredJob) {
  const published: StoredJob[] = []
  const publish = async (jobs: StoredJob[]) => void published.push(...jobs)
  const relay = new Relay({ config: { connection }, driver: { publish } } as never, (error) => {
    throw error
  })
  await relay.handle(reserved(job))
  return published
}

test.group('Relay', () => {
  const plain: StoredJob = {
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

  test('a job loses its priority when RabbitMQ becomes its broker', async ({ assert }) => {
    assert.deepEqual(await relayed('rabbitmq', { ...plain, priority: 2 }), [plain])
  })
})

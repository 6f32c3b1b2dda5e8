import { Redis } from 'ioredis'
import { test } from '@japa/runner'
import type { Outcome } from '#queue/drivers/driver'
import type { StoredJob } from '#queue/types'
import { aMoment, DriverListener } from '#queue/tests/support/driver_listener'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { RedisQueue } from '#queue/tests/support/redis_queue'

test.group('Redis driver', (group) => {
  const queue = new RedisQueue(group)

  /** The first job gets this outcome, and all later jobs are completed. */
  const once = (outcome: Outcome) => {
    const listener: DriverListener = new DriverListener(() =>
      listener.reserved.length === 1 ? outcome : { status: 'completed' }
    )
    return listener
  }

  test('a published job is delivered unchanged, once', async ({ assert }) => {
    const listener = new DriverListener()
    const job = storedJob({ message: { payload: { user: 7 }, origin: { request: 'r1' } } })
    await queue.driver.publish([job, job])
    await queue.driver.publish([job])
    assert.deepEqual(await queue.driver.has('default', [job.id, 'another']), new Set([job.id]))
    await queue.listen(listener)
    await listener.ends(1)

    const [{ cancellation, confirm, token, ...reserved }] = listener.reserved
    assert.isString(token)
    assert.deepEqual(reserved, {
      id: job.id,
      name: 'job',
      queue: 'default',
      message: job.message,
      attempt: 1,
      attempts: 3,
      backoff: 100,
      crashes: 0,
      possibleDuplicate: false,
    })
    await confirm!()
    assert.isUndefined(cancellation.reason)
    await queue.untilGone(job)
    await aMoment(200)
    assert.lengthOf(listener.reserved, 1)
  })

  test('a small job is stored in one compact hash', async ({ assert }) => {
    const job = storedJob()
    await queue.driver.publish([job])
    const client = new Redis(queue.server.url)
    const encoding = await client.object('ENCODING', `queue:${job.queue}:${job.id}`)
    client.disconnect()
    assert.include(['listpack', 'ziplist'], encoding as string)
  })

  test('Redis gets no stream of events', async ({ assert }) => {
    const listener = once({ status: 'retry', error: new Error('no'), delay: 0 })
    const job = storedJob()
    await queue.driver.publish([job])
    await queue.listen(listener)
    await listener.ends(2)
    await queue.untilGone(job)

    const client = new Redis(queue.server.url)
    const keys = await client.keys('*')
    client.disconnect()
    assert.isAbove(keys.length, 0)
    assert.notInclude(keys, `queue:${job.queue}:events`)
  })

  test('the attempts of the published job are kept', async ({ assert }) => {
    const listener = new DriverListener()
    await queue.driver.publish([storedJob({ attempt: 2, possibleDuplicate: true })])
    await queue.listen(listener)
    const { attempt, attempts, possibleDuplicate } = await listener.takes(1)

    assert.deepEqual(
      { attempt, attempts, possibleDuplicate },
      { attempt: 3, attempts: 3, possibleDuplicate: true }
    )
  })

  test('jobs are delivered by priority and after their delay', async ({ assert }) => {
    const listener = new DriverListener()
    const late = storedJob({ delay: 700 })
    const urgent = storedJob({ priority: 1 })
    const first = storedJob()
    const started = Date.now()
    await queue.driver.publish([late, storedJob({ priority: 9 }), urgent, first])
    await queue.listen(listener, { queues: ['default'], concurrency: 1 })
    await listener.takes(4)

    assert.deepEqual(
      [0, 1, 3].map((index) => listener.reserved[index].id),
      [first.id, urgent.id, late.id]
    )
    assert.isAtLeast(Date.now() - started, 700)
  })

  test('a retry is delayed and counts an attempt', async ({ assert }) => {
    const listener = once({ status: 'retry', error: new Error('\0bullmq'), delay: 400 })
    await queue.driver.publish([storedJob()])
    await queue.listen(listener)
    await listener.takes(1)
    const failed = Date.now()
    const again = await listener.takes(2)

    assert.isAtLeast(Date.now() - failed, 340)
    assert.deepInclude({ ...again }, { attempt: 2, crashes: 0, possibleDuplicate: false })
  })

  for (const outcome of [
    { status: 'failed', error: new Error('bullmq:rateLimitExceeded') },
    { status: 'dropped', reason: 'It was cancelled' },
  ] as Outcome[]) {
    test(`a job that is ${outcome.status} is removed`, async ({ assert }) => {
      const listener = new DriverListener(() => outcome)
      const job = storedJob()
      await queue.driver.publish([job])
      await queue.listen(listener)
      await queue.untilGone(job)

      assert.deepEqual(listener.endings, [outcome.status])
      assert.lengthOf(listener.reserved, 1)
    })
  }

  test('postponed and released jobs count no attempt', async ({ assert }) => {
    const listener: DriverListener = new DriverListener(
      () =>
        [
          { status: 'postponed', unknownSince: 1234, delay: 300, reason: 'Unknown' } as const,
          { status: 'released' } as const,
        ][listener.reserved.length - 1] ?? { status: 'completed' }
    )
    await queue.driver.publish([storedJob({ priority: 3 })])
    await queue.listen(listener)
    await listener.takes(3)

    assert.deepEqual(
      listener.reserved.map(({ attempt, message }) => [attempt, message.unknownSince]),
      [
        [1, undefined],
        [1, 1234],
        [1, 1234],
      ]
    )
  })

  test('a released job leaves its slot free for a moment', async ({ assert }) => {
    const listener = once({ status: 'released' })
    await queue.driver.publish([storedJob()])
    await queue.listen(listener, { queues: ['default'], concurrency: 1 })
    await listener.takes(1)
    const handedBack = performance.now()
    await listener.takes(2)

    assert.isAtLeast(performance.now() - handedBack, 190)
  })

  test('10,000 jobs are published in bulk', async ({ assert }) => {
    const jobs = Array.from({ length: 10_000 }, (_, index) =>
      storedJob({ queue: index % 2 ? 'low' : 'default' })
    )
    await queue.driver.publish(jobs)
    const low = jobs.filter((job) => job.queue === 'low')

    assert.deepEqual(await queue.has(...low), low)
  })

  test('malformed data does not keep the worker from other jobs', async ({ assert }) => {
    const listener = new DriverListener()
    const [broken, whole] = [storedJob(), storedJob()]
    await queue.driver.publish([broken, whole])
    await breakData(queue.server.url, broken)
    await queue.listen(listener)
    await listener.ends(2)

    assert.sameMembers(
      listener.reserved.map(({ id, message }) => `${id} ${JSON.stringify(message)}`),
      [`${broken.id} {}`, `${whole.id} {"payload":{}}`]
    )
  })
})

async function breakData(url: string, { id, queue }: StoredJob) {
  const client = new Redis(url)
  await client.hset(`queue:${queue}:${id}`, 'data', '{"payload')
  client.disconnect()
}

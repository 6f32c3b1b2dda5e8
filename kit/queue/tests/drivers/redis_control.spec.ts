import { test } from '@japa/runner'
import { aMoment, DriverListener, untilAborted } from '#queue/tests/support/driver_listener'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { QUEUES, RedisQueue } from '#queue/tests/support/redis_queue'

test.group('Redis driver | Control', (group) => {
  const queue = new RedisQueue(group)

  test('a paused queue runs no job, and other queues continue', async ({ assert }) => {
    const listener = new DriverListener()
    const listening = await queue.listen(listener)
    await queue.driver.publish([storedJob()])
    await listener.ends(1)
    await listening.pause('default')
    await listening.pause('default')
    const paused = storedJob()
    await queue.driver.publish([paused, storedJob({ queue: 'low' })])
    await listener.ends(2)
    await aMoment()
    assert.equal(listener.reserved[1].queue, 'low')
    assert.deepEqual(await queue.has(paused), [paused])

    await listening.resume('default')
    await listening.resume('default')
    const resumed = await listener.takes(3)
    assert.equal(resumed.id, paused.id)
  })

  test('a paused queue can be cleared, and single jobs removed', async ({ assert }) => {
    const [kept, gone, prioritized, delayed] = [
      storedJob(),
      storedJob(),
      storedJob({ priority: 2 }),
      storedJob({ delay: 60_000 }),
    ]
    const listening = await queue.listen(new DriverListener())
    await listening.pause('default')
    await queue.driver.publish([kept, gone, prioritized, delayed])
    // The worker had already asked for one job, and releases it.
    await aMoment()

    assert.isTrue(await queue.driver.remove('default', gone.id))
    assert.isFalse(await queue.driver.remove('default', gone.id))
    const left = [kept, prioritized, delayed]
    assert.deepEqual(await queue.has(...left, gone), left)
    await queue.driver.clear('default')
    assert.deepEqual(await queue.has(...left), [])
  })

  test('a running job is not removed', async ({ assert }) => {
    const listener = new DriverListener(untilAborted)
    const job = storedJob()
    await queue.driver.publish([job])
    await queue.listen(listener)
    await listener.takes(1)

    assert.isFalse(await queue.driver.remove('default', job.id))
    await queue.driver.clear('default')
    assert.deepEqual(await queue.has(job), [job])
  })

  test('a stop waits for jobs that end in time and releases the others', async ({ assert }) => {
    const short = storedJob({ message: { payload: 'short' } })
    const long = storedJob({ message: { payload: 'long' } })
    const listener = new DriverListener(async (job) => {
      if (job.message.payload === 'long') return untilAborted(job)
      await aMoment(300)
      return { status: 'completed' }
    })
    const listening = await queue.driver.listen(QUEUES, listener)
    await queue.driver.publish([short, long])
    await listener.takes(2)
    const started = performance.now()
    await listening.stop(800)

    assert.approximately(performance.now() - started, 800, 400)
    assert.sameMembers(listener.endings, ['completed', 'released'])
    assert.deepEqual(await queue.has(short, long), [long])
    const next = new DriverListener()
    await queue.listen(next)
    assert.deepInclude({ ...(await next.takes(1)) }, { id: long.id, attempt: 1, crashes: 0 })
  })
})

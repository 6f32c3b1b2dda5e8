import { Redis } from 'ioredis'
import { test } from '@japa/runner'
import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome, ReservedJob } from '#queue/drivers/driver'
import { aMoment, DriverListener } from '#queue/tests/support/driver_listener'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { eventually } from '#tests/support/eventually'
import { RedisQueue } from '#queue/tests/support/redis_queue'

/** After this many short jobs the worker prefetches others. */
const SHORT = 200
const ONE_PLACE = { queues: ['default'], concurrency: 1 }

const completed = { status: 'completed' } as const

/**
 * Completes each job at once, except the job that comes after `number` others: `answer` runs that one.
 */
function slowAt(number: number, answer: (job: ReservedJob) => Promise<Outcome>) {
  const listener: DriverListener = new DriverListener((job) =>
    listener.reserved.length === number + 1 ? answer(job) : completed
  )
  return listener
}

test.group('Redis prefetch', (group) => {
  const queue = new RedisQueue(group)
  let redis: Redis

  group.setup(() => {
    redis = new Redis(queue.server.url)
    return () => redis.disconnect()
  })

  async function publish(count: number) {
    const numbers = Array.from({ length: count }, (_, number) => number)
    await queue.driver.publish(numbers.map((number) => storedJob({ message: { payload: number } })))
    return numbers
  }

  const countHeld = () => redis.llen('queue:default:active')

  for (const [what, milliseconds, least, most] of [
    ['short others are fetched ahead, and wait for a place', 0, 5, 50],
    ['longer none is fetched ahead', 10, 4, 4],
  ] as const) {
    test(`jobs are prefetched only if they are short: ${what}`, async ({ assert }) => {
      const held: number[] = []
      const running: number[] = []
      const listener: DriverListener = new DriverListener(async () => {
        running.push(listener.reserved.length - listener.endings.length)
        held.push(await countHeld())
        if (milliseconds) await wait(milliseconds)
        return completed
      })
      await publish(SHORT)
      await queue.listen(listener, { queues: ['default'], concurrency: 4 })
      await listener.ends(SHORT)

      assert.equal(Math.max(...running), 4)
      assert.isAtLeast(Math.max(...held), least)
      assert.isAtMost(Math.max(...held), most)
    })
  }

  test('a job that waits behind a long job goes to another worker', async ({ assert }) => {
    const long = Promise.withResolvers<Outcome>()
    const busy = slowAt(SHORT, () => long.promise)
    const idle = new DriverListener()
    const numbers = await publish(SHORT + 100)
    await queue.listen(busy, ONE_PLACE)
    await busy.takes(SHORT + 1)
    await queue.listen(idle, ONE_PLACE)
    await idle.ends(99, 2000)
    long.resolve(completed)
    await busy.ends(SHORT + 1)

    assert.sameMembers(numbersOf(busy, idle), numbers)
    assert.deepEqual(busy.errors, [])
  })

  test('a worker with long jobs holds no prefetched jobs', async ({ assert }) => {
    const held: number[] = []
    const listener: DriverListener = new DriverListener(async () => {
      held.push(await countHeld())
      if (held.length > SHORT) await wait(20)
      return completed
    })
    await publish(SHORT + 50)
    await queue.listen(listener, ONE_PLACE)
    await listener.ends(SHORT + 50)

    assert.isAbove(Math.max(...held.slice(0, SHORT)), 1)
    assert.equal(held[SHORT + 8], 1)
  })

  for (const [what, answer] of [
    ['takes long', () => wait(300, completed)],
    ['blocks the event loop', async () => block(300)],
    ['fails', async () => ({ status: 'failed', error: new Error('no') })],
  ] as [string, () => Promise<Outcome>][]) {
    test(`the jobs of one slot run in order, even if one ${what}`, async ({ assert }) => {
      const listener = slowAt(SHORT, answer)
      const numbers = await publish(1000)
      await queue.listen(listener, ONE_PLACE)
      await listener.ends(numbers.length)

      assert.deepEqual(numbersOf(listener), numbers)
    })
  }

  for (const way of ['pauses', 'stops'] as const) {
    test(`a worker that ${way} releases its prefetched jobs in order`, async ({ assert }) => {
      const long = Promise.withResolvers<Outcome>()
      const listener = slowAt(SHORT, () => long.promise)
      const next = new DriverListener()
      const numbers = await publish(SHORT + 100)
      const listening = await queue.listen(listener, ONE_PLACE)
      await listener.takes(SHORT + 1)
      const ended = way === 'pauses' ? listening.pause('default') : listening.stop(5000)
      await eventually(async () => (await countHeld()) === 1, 2000)
      long.resolve(completed)
      await ended
      await queue.listen(next, ONE_PLACE)
      await next.ends(99)
      await aMoment(200)

      assert.deepEqual(numbersOf(listener, next), numbers)
    })
  }
})

function numbersOf(...listeners: DriverListener[]) {
  return listeners.flatMap(({ reserved }) => reserved.map(({ message }) => message.payload))
}

function block(milliseconds: number) {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
  return completed
}

import { AsyncFifoQueue } from 'bullmq'
import { test } from '@japa/runner'
import { isObject } from '#queue/message_check'
import { DriverListener } from '#queue/tests/support/driver_listener'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { RedisQueue } from '#queue/tests/support/redis_queue'

test.group('BullMQ worker', (group) => {
  const queue = new RedisQueue(group)

  test("BullMQ's buffer of next jobs keeps no job that has begun", async ({ assert, cleanup }) => {
    const added: Promise<unknown>[] = []
    const { add } = AsyncFifoQueue.prototype
    AsyncFifoQueue.prototype.add = function (next) {
      added.push(next)
      return add.call(this, next)
    }
    cleanup(() => void (AsyncFifoQueue.prototype.add = add))

    const jobs = Array.from({ length: 20 }, () => storedJob({ message: { payload: 'long text' } }))
    const listener = new DriverListener()
    await queue.driver.publish(jobs)
    await queue.listen(listener)
    await listener.ends(jobs.length)
    await queue.untilGone(jobs.at(-1)!)

    const next = await Promise.all(added.slice(0, jobs.length))
    const tickets = next.filter(isObject)
    assert.isAbove(tickets.length, 0)
    for (const ticket of tickets) assert.isEmpty(Object.values(ticket as object).filter(isObject))
  })
})

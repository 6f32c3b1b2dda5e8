import { test } from '@japa/runner'
import queueManager from '#queue/main'
import type { Outcome } from '#queue/drivers/driver'
import { PostgresDriver } from '#queue/drivers/postgres/driver'
import { aMoment, DriverListener } from '#queue/tests/support/driver_listener'
import { DatabaseProxy } from '#queue/tests/support/database_proxy'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { PostgresQueue } from '#queue/tests/support/postgres_queue'

test.group('Listening on PostgreSQL', (group) => {
  const queue = new PostgresQueue(group)

  test('each outcome is applied to its job', async ({ assert }) => {
    const outcomes: Outcome[] = [
      { status: 'postponed', unknownSince: 1234, delay: 300, reason: 'Unknown' },
      { status: 'released' },
      { status: 'retry', error: new Error('\0'), delay: 200 },
      { status: 'failed', error: new Error('bullmq:rateLimitExceeded') },
    ]
    const listener: DriverListener = new DriverListener(
      () => outcomes[listener.reserved.length - 1]
    )
    const job = storedJob({ attempts: 9 })
    await queue.listen(listener)
    await queue.publish(job)
    await queue.untilGone(job)

    assert.deepEqual(
      listener.reserved.map(({ attempt, message }) => [attempt, message.unknownSince]),
      [
        [1, undefined],
        [1, 1234],
        [1, 1234],
        [2, 1234],
      ]
    )
    assert.deepEqual(listener.errors, [])
  })

  test('the attempts that another broker counted and the priority are kept', async ({ assert }) => {
    const driver = new PostgresDriver(queueManager.config, queueManager.store)
    const { message } = storedJob()
    const listener = new DriverListener(({ attempt }) =>
      attempt < 3 ? { status: 'retry', error: new Error('no'), delay: 0 } : { status: 'completed' }
    )
    await queue.listen(listener)
    const options = { attempts: 3, priority: 2 }
    await driver.publish([storedJob({ ...options, message, attempt: 1, possibleDuplicate: true })])
    await listener.ends(2)

    const expected = { ...options, possibleDuplicate: true, crashes: 0, message }
    assert.containsSubset(listener.reserved, [
      { ...expected, attempt: 2 },
      { ...expected, attempt: 3 },
    ])
    assert.deepEqual(listener.reserved[0].message, message)
  })

  test('a loss of PostgreSQL right at the start is recovered', async ({ assert, cleanup }) => {
    const proxy = await DatabaseProxy.open()
    cleanup(() => proxy.cut())
    const listener = new DriverListener()
    await queue.listen(listener, proxy)
    await proxy.cut()
    await proxy.restore()

    const job = storedJob()
    await queue.publish(job)
    await listener.ends(1)
    assert.equal(listener.reserved[0].id, job.id)
  })

  test('a paused queue runs no job until it is resumed', async ({ assert }) => {
    const listener = new DriverListener()
    const listening = await queue.listen(listener)
    await listening.pause('default')
    await queue.publish(storedJob())
    await aMoment()
    assert.lengthOf(listener.reserved, 0)

    await listening.resume('default')
    await listener.ends(1)
  })
})

import { test } from '@japa/runner'
import type { Outcome } from '#queue/drivers/driver'
import { aMoment, DriverListener } from '#tests/support/driver_listener'
import { envelope } from '#tests/support/envelopes'
import { PostgresQueue } from '#tests/support/postgres_queue'

test.group('Listening on PostgreSQL', (group) => {
  const queue = new PostgresQueue(group)

  test('each outcome is carried out', async ({ assert }) => {
    const outcomes: Outcome[] = [
      { status: 'postponed', unknownSince: 1234, delay: 300, reason: 'Unknown' },
      { status: 'handed back' },
      { status: 'retry', error: new Error('\0'), delay: 200 },
      { status: 'failed', error: new Error('bullmq:rateLimitExceeded') },
    ]
    const listener: DriverListener = new DriverListener(() => outcomes[listener.taken.length - 1])
    const job = envelope({ attempts: 9 })
    await queue.listen(listener)
    await queue.publish(job)
    await queue.untilGone(job)

    assert.deepEqual(
      listener.taken.map(({ attempt, message }) => [attempt, message.unknownSince]),
      [
        [1, undefined],
        [1, 1234],
        [1, 1234],
        [2, 1234],
      ]
    )
    assert.deepEqual(listener.troubles, [])
  })

  test('a paused queue is left alone until it is resumed', async ({ assert }) => {
    const listener = new DriverListener()
    const listening = await queue.listen(listener)
    await listening.pause('default')
    await queue.publish(envelope())
    await aMoment()
    assert.lengthOf(listener.taken, 0)

    await listening.resume('default')
    await listener.ends(1)
  })
})

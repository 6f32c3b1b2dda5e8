import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { DatabaseProxy } from '#queue/tests/support/database_proxy'
import { eventually } from '#tests/support/eventually'
import { jobsOf, ticksOf, useSchedulers } from '#queue/tests/support/ledger'

const KEEPS_TRYING = /the scheduler keeps trying/g

test.group('Schedulers | PostgreSQL is unavailable', (group) => {
  const start = useSchedulers(group)

  const recorded = (name: string, count: number) =>
    eventually(async () => {
      const ticks = await ticksOf(name)
      return ticks.length >= count
    }, 30_000)

  test('a scheduler recovers by itself and accounts for every tick', async ({
    assert,
    cleanup,
  }) => {
    const proxy = await DatabaseProxy.open()
    cleanup(() => proxy.cut())
    const schedules = [{ name: 'steady', every: '1s', missed: 'all' as const }]
    const scheduler = start(schedules, { DATABASE_URL: proxy.url })
    await recorded('steady', 2)
    await proxy.cut()
    await wait(6000)
    const { length } = await ticksOf('steady')
    await proxy.restore()
    await recorded('steady', length + 8)
    assert.equal(await scheduler.end('SIGTERM'), 0)

    const ticks = await ticksOf('steady')
    const first = ticks[0].due_at.getTime()
    assert.equal(ticks.at(-1)!.due_at.getTime(), first + (ticks.length - 1) * 1000)
    assert.isAtLeast(ticks.filter(({ status }) => status === 'late').length, 4)
    const { dispatched, recorded: inLedger } = await jobsOf('steady')
    assert.deepEqual(dispatched, inLedger)
    assert.lengthOf(dispatched, ticks.length)
    const complaints = scheduler.output.match(KEEPS_TRYING) ?? []
    assert.isAtLeast(complaints.length, 1)
    assert.isAtMost(complaints.length, 2)
  })

  test('a scheduler can start during the outage', async ({ assert, cleanup }) => {
    const proxy = await DatabaseProxy.open()
    await proxy.cut()
    const scheduler = start([{ name: 'early', every: '1s' }], { DATABASE_URL: proxy.url })
    await scheduler.says('the scheduler keeps trying')
    await proxy.restore()
    cleanup(() => proxy.cut())

    await recorded('early', 2)
    assert.isTrue(scheduler.isRunning)
  })
})

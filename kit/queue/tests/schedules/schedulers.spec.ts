import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Schedule from '#queue/models/schedule'
import { eventually } from '#tests/support/eventually'
import {
  jobsOf,
  makeOverdue,
  statusesOf,
  ticksOf,
  useSchedulers,
} from '#queue/tests/support/ledger'

const PERIOD_MS = 200
/** Longer than the 30 s after which PostgreSQL ends the transaction of a scheduler that hangs in it. */
const LONGEST_HOLD_MS = 60_000

test.group('Schedulers', (group) => {
  const start = useSchedulers(group)

  const atLeast = (name: string, count: number, timeout?: number) =>
    eventually(async () => {
      const ticks = await ticksOf(name)
      return ticks.length >= count && ticks
    }, timeout)

  test('four schedulers that are killed repeatedly fire every tick once', async ({ assert }) => {
    const schedules = [{ name: 'often', every: `${PERIOD_MS}ms`, missed: 'all' as const }]
    const schedulers = [1, 2, 3, 4].map(() => start(schedules))
    // Four programs that start at once need more than half a minute on a busy machine.
    await atLeast('often', 5, LONGEST_HOLD_MS)

    for (let kills = 0; kills < 8; kills++) {
      await wait(300 + Math.random() * PERIOD_MS)
      await schedulers[kills % 4].end('SIGKILL')
      schedulers[kills % 4] = start(schedules)
    }
    await Promise.all(schedulers.map((one) => one.says('Scheduling often')))
    assert.deepEqual(await Promise.all(schedulers.map((one) => one.end('SIGTERM'))), [0, 0, 0, 0])

    const ticks = await ticksOf('often')
    const first = ticks[0].due_at.getTime()
    assert.deepEqual(
      ticks.map(({ due_at: dueAt }) => dueAt.getTime()),
      ticks.map((_, index) => first + index * PERIOD_MS)
    )
    const { dispatched, recorded } = await jobsOf('often')
    assert.lengthOf(recorded, ticks.length)
    assert.deepEqual(dispatched, recorded)
  }).timeout(2 * LONGEST_HOLD_MS)

  test('a frozen scheduler does not stop the others and fires no tick twice when it resumes', async ({
    assert,
  }) => {
    const schedules = [{ name: 'often', every: `${PERIOD_MS}ms`, missed: 'all' as const }]
    const [frozen, other] = [start(schedules), start(schedules)]
    await Promise.all([frozen, other].map((one) => one.says('Scheduling often')))
    await atLeast('often', 3)

    frozen.signal('SIGSTOP')
    const { length } = await ticksOf('often')
    await atLeast('often', length + 10, LONGEST_HOLD_MS)
    frozen.signal('SIGCONT')
    await atLeast('often', length + 15)
    assert.deepEqual(await Promise.all([frozen, other].map((one) => one.end('SIGTERM'))), [0, 0])

    const ticks = await ticksOf('often')
    const first = ticks[0].due_at.getTime()
    assert.equal(ticks.at(-1)!.due_at.getTime(), first + (ticks.length - 1) * PERIOD_MS)
    const { dispatched, recorded } = await jobsOf('often')
    assert.lengthOf(recorded, ticks.length)
    assert.deepEqual(dispatched, recorded)
  }).timeout(2 * LONGEST_HOLD_MS)

  test('a tick that was due while no scheduler ran is fired by the next one', async ({
    assert,
  }) => {
    const schedules = [{ name: 'yearly', cron: '0 0 0 1 1 *' }]
    const old = start(schedules)
    await old.says('Scheduling yearly')
    assert.equal(await old.end('SIGTERM'), 0)
    await makeOverdue('yearly', 90_000)

    start(schedules)
    const [tick] = await atLeast('yearly', 1)
    assert.equal(tick.status, 'late')
    const { dispatched } = await jobsOf('yearly')
    assert.deepEqual(dispatched, [tick.job_id])
  })

  test('a scheduler whose clock is five minutes off fires at the right time', async ({
    assert,
  }) => {
    const schedules = [{ name: 'skewed', every: '1s' }]
    start(schedules, { TEST_CLOCK_SKEW_MS: '300000' })
    start(schedules, { TEST_CLOCK_SKEW_MS: '-300000' })
    const ticks = await atLeast('skewed', 4)

    for (const { due_at: dueAt, fired_at: firedAt, status } of ticks) {
      assert.equal(status, 'ran')
      assert.isBelow(Math.abs(firedAt!.getTime() - dueAt.getTime()), 1000)
      assert.isBelow(Math.abs(Date.now() - dueAt.getTime()), 30_000)
    }
  })

  test('a scheduler survives the loss of its connections without dropping a tick', async ({
    assert,
  }) => {
    const scheduler = start([{ name: 'steady', every: `${PERIOD_MS}ms`, missed: 'all' }])
    await atLeast('steady', 3)
    for (let losses = 0; losses < 5; losses++) {
      await db.rawQuery(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`
      )
      await wait(150)
    }
    const { length } = await ticksOf('steady')
    await atLeast('steady', length + 5)
    assert.equal(await scheduler.end('SIGTERM'), 0)

    const ticks = await ticksOf('steady')
    const first = ticks[0].due_at.getTime()
    assert.equal(ticks.at(-1)!.due_at.getTime(), first + (ticks.length - 1) * PERIOD_MS)
    const { dispatched, recorded } = await jobsOf('steady')
    assert.deepEqual(dispatched, recorded)
  })

  test('missed ticks are logged and recorded', async ({ assert }) => {
    const schedules = [{ name: 'told', cron: '0 * * * * *', missed: 'skip' as const }]
    const old = start(schedules)
    await old.says('Scheduling told')
    await old.end('SIGTERM')
    await makeOverdue('told', 600_000)

    const scheduler = start(schedules)
    await scheduler.says('missed')
    assert.match(scheduler.output, /"told" missed \d+ ticks since \S+Z \(policy: skip\)/)
    assert.include(await statusesOf('told'), 'missed')
  })

  test('a release without schedules still runs a scheduler', async ({ assert }) => {
    const scheduler = start([])
    await scheduler.says('Scheduling nothing')
    await wait(300)

    assert.equal(await scheduler.end('SIGINT'), 0)
    assert.notInclude(scheduler.output, 'keeps trying')
  })

  test('a mistake in the schedules is reported in one sentence, and the scheduler does not start', async ({
    assert,
  }) => {
    const scheduler = start([{ name: 'broken', cron: '61 * * * *' }])

    assert.equal(await scheduler.exited(), 1)
    assert.match(
      scheduler.output,
      /The schedule "broken" of start\/schedules.ts .* field "minute" .* "61"/
    )
    assert.notInclude(scheduler.output, ' at ')
    assert.isNull(await Schedule.find('broken'))
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { eventually } from '#tests/support/eventually'
import {
  jobsOf,
  makeOverdue,
  statusesOf,
  ticksOf,
  useSchedulers,
} from '#queue/tests/support/ledger'
import {
  createScheduler,
  fireWhatIsDue,
  register,
  release,
  savedSchedule,
} from '#queue/tests/support/schedules'

const nightly = release((it) => it.name('nightly').daily().at('03:00'))

test.group('Schedules | Deploys', (group) => {
  useSchedulers(group)

  test('a new schedule starts with its next tick from now', async ({ assert }) => {
    await fireWhatIsDue(release((it) => it.name('new').every('1h')))

    const { nextRunAt, lastRunAt } = await savedSchedule('new')
    assert.equal(nextRunAt!.toMillis() % 3_600_000, 0)
    assert.closeTo(nextRunAt!.toMillis(), Date.now(), 3_600_000)
    assert.isNull(lastRunAt)
    assert.isEmpty(await ticksOf('new'))
  })

  test('a deploy does not move a due tick', async ({ assert }) => {
    await register(nightly)
    await makeOverdue('nightly', 5000)
    const before = await savedSchedule('nightly')
    await register(release((it) => it.name('nightly').daily().at('03:00').missed('all')))

    const after = await savedSchedule('nightly')
    assert.deepEqual(after.nextRunAt, before.nextRunAt)
    assert.equal(after.missedPolicy, 'all')
  })

  test('a new cadence starts now, after the due ticks of the old one', async ({ assert }) => {
    await register(nightly)
    await makeOverdue('nightly', 5000)
    await register(release((it) => it.name('nightly').hourly()))

    const schedule = await savedSchedule('nightly')
    assert.equal(schedule.cadence, '0 * * * *')
    assert.isBelow(schedule.nextRunAt!.diffNow('minutes').minutes, 60)
    assert.deepEqual(await statusesOf('nightly'), ['ran'])
    const { dispatched, recorded } = await jobsOf('nightly')
    assert.lengthOf(dispatched, 1)
    assert.deepEqual(dispatched, recorded)
  })

  test('a new time zone starts now', async ({ assert }) => {
    await register(nightly)
    await register(
      release((it) => it.name('nightly').daily().at('03:00').timezone('Asia/Kathmandu'))
    )
    const { nextRunAt } = await savedSchedule('nightly')
    assert.equal(nextRunAt!.toUTC().toFormat('HH:mm'), '21:15')
  })

  test('a schedule that was removed from the code is not due any more and keeps its history', async ({
    assert,
  }) => {
    await register(release((it) => it.name('old').cron('0 0 1 1 *')))
    await makeOverdue('old', 5000)
    await fireWhatIsDue(release((it) => it.name('old').cron('0 0 1 1 *')))
    await fireWhatIsDue(nightly)

    const { removedAt, nextRunAt, ranCount } = await savedSchedule('old')
    assert.isNotNull(removedAt)
    assert.isNull(nextRunAt)
    assert.equal(ranCount, 1)
    assert.lengthOf(await ticksOf('old'), 1)
  })

  test('a schedule that is restored starts with its next tick from now', async ({ assert }) => {
    await register(nightly)
    await fireWhatIsDue(release((it) => it.name('other').daily()))
    await fireWhatIsDue(nightly)

    const { removedAt, nextRunAt } = await savedSchedule('nightly')
    assert.isNull(removedAt)
    assert.isAbove(nextRunAt!.diffNow().toMillis(), 0)
    assert.isEmpty(await ticksOf('nightly'))
  })

  test('a schedule that cannot be registered does not delay the others and is retried', async ({
    assert,
    cleanup,
  }) => {
    const both = release(
      (it) => it.name('broken').every('100ms'),
      (it) => it.name('sound').every('100ms')
    )
    const isFired = async (name: string) => {
      const ticks = await ticksOf(name)
      return ticks.length > 0
    }
    await db.rawQuery(`ALTER TABLE schedules ADD CONSTRAINT sound CHECK (name <> 'broken')`)
    const scheduler = createScheduler(both)
    await scheduler.start()
    cleanup(() => scheduler.stop())
    try {
      await eventually(() => isFired('sound'), 5000)
    } finally {
      await db.rawQuery('ALTER TABLE schedules DROP CONSTRAINT sound')
    }
    assert.isEmpty(await ticksOf('broken'))
    await eventually(() => isFired('broken'), 5000)
  })
})

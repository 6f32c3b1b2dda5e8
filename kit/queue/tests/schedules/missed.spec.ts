import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'
import type { MissedTicks } from '#queue/schedules/types'
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
import { bullmqRows } from '#queue/tests/support/bullmq_rows'

const HALF_HOUR = 30 * 60_000

const hourly = release((it) => it.name('hourly').every('1h'))
const hourlyEach = release((it) => it.name('hourly').every('1h').missed('all'))
const yearly = release((it) => it.name('yearly').cron('0 0 1 1 *'))
const yearlyOrNot = release((it) => it.name('yearly').cron('0 0 1 1 *').missed('skip'))

async function makeFiveTicksOverdue() {
  await db.rawQuery(
    `UPDATE schedules SET next_run_at = date_trunc('hour', clock_timestamp()) - interval '4 hours'
     WHERE name = 'hourly'`
  )
}

test.group('Schedules | Missed ticks', (group) => {
  useSchedulers(group)

  test('by default one job runs for all missed ticks', async ({ assert }) => {
    await register(hourly)
    await makeFiveTicksOverdue()
    await fireWhatIsDue(hourly)

    const statuses = await statusesOf('hourly')
    assert.lengthOf(statuses, 5)
    assert.deepEqual(statuses.slice(0, 4), ['missed', 'missed', 'missed', 'missed'])
    assert.include(['late', 'ran'], statuses[4])
    const { dispatched, recorded } = await jobsOf('hourly')
    assert.lengthOf(dispatched, 1)
    assert.deepEqual(dispatched, recorded)
    assert.containsSubset(await savedSchedule('hourly'), { missedCount: 4 })
  })

  test('"all" runs one job for each missed tick', async ({ assert }) => {
    await register(hourlyEach)
    await makeFiveTicksOverdue()
    await fireWhatIsDue(hourlyEach)

    const { dispatched, recorded } = await jobsOf('hourly')
    assert.lengthOf(dispatched, 5)
    assert.deepEqual(dispatched, recorded)
    assert.notInclude(await statusesOf('hourly'), 'missed')
  })

  test('"skip" runs no job, and the ledger says so', async ({ assert }) => {
    await register(yearlyOrNot)
    await makeOverdue('yearly', HALF_HOUR)
    await fireWhatIsDue(yearlyOrNot)

    const [tick] = await ticksOf('yearly')
    assert.equal(tick.status, 'missed')
    assert.equal(tick.reason, 'it was not fired in time: its policy is to skip')
    assert.isEmpty(await bullmqRows())
  })

  test('an event names the missed ticks', async ({ assert }) => {
    const events: MissedTicks[] = []
    const off = emitter.on('schedule:missed', (event) => void events.push(event))
    await register(yearly)
    await makeOverdue('yearly', HALF_HOUR)
    await fireWhatIsDue(yearly)
    off()

    const [tick] = await ticksOf('yearly')
    assert.deepEqual(events, [{ schedule: 'yearly', dueAt: [tick.due_at], policy: 'once' }])
  })

  test('a failing listener does not stop the scheduler', async ({ assert }) => {
    const off = emitter.on('schedule:missed', () => {
      throw new Error('No listener')
    })
    await register(yearly)
    await makeOverdue('yearly', HALF_HOUR)
    await fireWhatIsDue(yearly)
    off()

    assert.deepEqual(await statusesOf('yearly'), ['late'])
  })

  test('a schedule that cannot be fired does not delay the others', async ({ assert }) => {
    const both = release(
      (it) => it.name('broken').cron('0 0 1 1 *'),
      (it) => it.name('sound').cron('0 0 1 1 *')
    )
    await register(both)
    await makeOverdue('broken', 2 * HALF_HOUR)
    await makeOverdue('sound', HALF_HOUR)
    await db.rawQuery(`ALTER TABLE schedule_ticks ADD CHECK (schedule <> 'broken') NOT VALID`)
    try {
      const scheduler = createScheduler(both)
      await scheduler.start()
      await eventually(() => db.from('schedule_ticks').where('schedule', 'sound').first())
      await scheduler.stop()
    } finally {
      await db.rawQuery('ALTER TABLE schedule_ticks DROP CONSTRAINT schedule_ticks_schedule_check')
    }
    assert.isEmpty(await ticksOf('broken'))
    await fireWhatIsDue(both)
    assert.deepEqual(await statusesOf('broken'), ['late'])
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ScheduleBuilder } from '#queue/schedules/schedule_builder'
import type { ScheduleList } from '#queue/schedules/schedule_list'
import type RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { makeOverdue, statusesOf, ticksOf, useSchedulers } from '#queue/tests/support/ledger'
import {
  createControl,
  fireWhatIsDue,
  register,
  release,
  savedSchedule,
} from '#queue/tests/support/schedules'
import { bullmqRows } from '#queue/tests/support/bullmq_rows'

const nightly = release((it) => it.name('nightly').daily().at('03:00'))

test.group('Schedules | Control', (group) => {
  useSchedulers(group)

  test('a disabled schedule stays disabled over deploys', async ({ assert }) => {
    const control = createControl(nightly)
    await control.disable('nightly')
    await register(nightly)
    await register(release((it) => it.name('nightly').hourly()))

    const { enabled, nextRunAt } = await savedSchedule('nightly')
    assert.isFalse(enabled)
    assert.isNull(nextRunAt)
  })

  test('a tick that was due when it was disabled is skipped', async ({ assert }) => {
    await register(nightly)
    await makeOverdue('nightly', 5000)
    const control = createControl(nightly)
    await control.disable('nightly')
    await fireWhatIsDue(nightly)

    const [tick] = await ticksOf('nightly')
    assert.equal(tick.status, 'skipped')
    assert.equal(tick.reason, 'the schedule was disabled before it was fired')
    assert.isEmpty(await bullmqRows())
  })

  test('the ledger summarizes the excess ticks of a long outage before the schedule was disabled', async ({
    assert,
  }) => {
    const often = release((it) => it.name('often').every('1s'))
    await register(often)
    await makeOverdue('often', 2_000_000)
    await createControl(often).disable('often')

    const ticks = await ticksOf('often')
    const told = ticks.filter(
      ({ reason }) => reason !== 'the schedule was disabled before it was fired'
    )
    assert.lengthOf(ticks, 1001)
    assert.lengthOf(told, 1)
    assert.match(
      told[0].reason!,
      /^the schedule was disabled before it was fired; it also stands for all later ticks before \S+: more than 1000/
    )
  })

  test('an enabled schedule starts with its next tick from now', async ({ assert }) => {
    const control = createControl(nightly)
    await control.disable('nightly')
    const { nextRunAt } = await control.enable('nightly')

    assert.equal(nextRunAt!.toUTC().toFormat('HH:mm'), '03:00')
    assert.isAbove(nextRunAt!.diffNow().toMillis(), 0)
    assert.isEmpty(await ticksOf('nightly'))
  })

  test('a changed timing is kept over deploys until it is reset', async ({ assert }) => {
    const control = createControl(nightly)
    await control.retime('nightly', { cadence: '30 4 * * *', timezone: 'Asia/Kathmandu' })
    await register(nightly)
    const retimed = await savedSchedule('nightly')
    assert.equal(retimed.nextRunAt!.toUTC().toFormat('HH:mm'), '22:45')
    assert.isTrue(retimed.isRetimed)

    const { timing, nextRunAt } = await control.reset('nightly')
    assert.deepEqual(timing, { cadence: '0 3 * * *', timezone: 'UTC' })
    assert.equal(nextRunAt!.toUTC().toFormat('HH:mm'), '03:00')
  })

  test('a new timing in the code replaces a manual one', async ({ assert }) => {
    const control = createControl(nightly)
    await control.retime('nightly', { cadence: '30 4 * * *' })
    await register(release((it) => it.name('nightly').daily().at('05:00')))

    const { timing, nextRunAt } = await savedSchedule('nightly')
    assert.equal(timing.cadence, '0 5 * * *')
    assert.equal(nextRunAt!.toUTC().toFormat('HH:mm'), '05:00')
  })

  test('a tick that was due before the change of timing is fired', async ({ assert }) => {
    await register(nightly)
    await makeOverdue('nightly', 5000)
    const control = createControl(nightly)
    await control.retime('nightly', { cadence: 'every 1h' })

    assert.deepEqual(await statusesOf('nightly'), ['ran'])
    assert.lengthOf(await bullmqRows(), 1)
  })

  test('a time zone for a duration is refused', async ({ assert }) => {
    const control = createControl(nightly)
    await assert.rejects(
      () => control.retime('nightly', { cadence: 'every 1h', timezone: 'Asia/Tokyo' }),
      'The schedule "nightly" was not changed: a duration is the same in every time zone'
    )
  })

  test('a schedule can be run by hand, also when it is disabled', async ({ assert }) => {
    const onLow = release((it) => it.name('nightly').daily().onQueue('low'))
    const control = createControl(onLow)
    await control.disable('nightly')
    const { jobId } = await control.run('nightly')

    const [job] = await bullmqRows()
    assert.containsSubset(job, { id: jobId, queue: 'low', name: 'test/record_run_job' })
    assert.deepEqual(job.data.payload, { key: 'scheduled' })
    assert.containsSubset(await db.from('job_runs').first(), { id: jobId, schedule: 'nightly' })
    const [tick] = await ticksOf('nightly')
    assert.containsSubset(tick, { status: 'ran', reason: 'run by hand', job_id: jobId })
    const { ranCount, lastRunAt } = await savedSchedule('nightly')
    assert.equal(ranCount, 1)
    assert.isBelow(Math.abs(lastRunAt!.diffNow().toMillis()), 10_000)
  })

  test('a run by hand uses the definition of this release, not the saved one', async ({
    assert,
  }) => {
    await register(nightly)
    const edited = createControl(
      release((it) => it.name('nightly').hourly().with({ key: 'edited' }).onQueue('low'))
    )
    await edited.run('nightly')

    const [job] = await bullmqRows()
    assert.containsSubset(job, { queue: 'low', data: { payload: { key: 'edited' } } })
    const { payload, queue, cadence } = await savedSchedule('nightly')
    assert.deepEqual(
      { payload, queue, cadence },
      { payload: { key: 'scheduled' }, queue: null, cadence: '0 3 * * *' }
    )
  })

  test('a schedule that differs from the saved definition is listed as changed', async ({
    assert,
  }) => {
    const changed = async (list: ScheduleList) => {
      const schedules = await createControl(list).list()
      return schedules.filter(({ isChanged }) => isChanged).map(({ name }) => name)
    }
    const daily = (hour: string) => (it: ScheduleBuilder<typeof RecordRunJob>) =>
      it.name('daily').daily().at(hour)
    await register(release(daily('03:00'), (it) => it.name('gone').daily()))

    assert.deepEqual(await changed(release(daily('03:00'))), ['gone'])
    assert.deepEqual(await changed(release(daily('04:00'))), ['daily', 'gone'])
    await fireWhatIsDue(release(daily('04:00')))
    assert.deepEqual(await changed(release(daily('04:00'))), [])
  })

  test('an unknown name is refused with a list of the existing names', async ({ assert }) => {
    const control = createControl(nightly)
    await assert.rejects(
      () => control.run('nightli'),
      'There is no schedule "nightli". There are: nightly'
    )
  })
})

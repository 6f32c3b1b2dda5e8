import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { makeOverdue, statusesOf, ticksOf, useSchedulers } from '#queue/tests/support/ledger'
import { createControl, fireWhatIsDue, register, release } from '#queue/tests/support/schedules'

const guarded = release((it) => it.name('guarded').cron('0 0 1 1 *').withoutOverlapping())
const free = release((it) => it.name('free').cron('0 0 1 1 *'))

/**
 * Sets the state of a job as its worker would record it.
 */
async function setJob(schedule: string, finishedAt: Date | null) {
  const { job_id: id } = await db
    .from('schedule_ticks')
    .where({ schedule })
    .whereNotNull('job_id')
    .firstOrFail()
  const status = finishedAt ? 'completed' : 'running'
  await db.from('job_runs').where({ id }).update({ status, finished_at: finishedAt })
}

test.group('Schedules | Overlapping', (group) => {
  useSchedulers(group)

  test('a tick is skipped while the job of an earlier tick is open', async ({ assert }) => {
    await createControl(guarded).run('guarded')
    await setJob('guarded', null)
    await makeOverdue('guarded', 5000)
    await fireWhatIsDue(guarded)

    const ticks = await ticksOf('guarded')
    const skipped = ticks.find(({ status }) => status === 'skipped')!
    assert.equal(skipped.reason, 'the job of an earlier tick was still open')
    assert.isNull(skipped.job_id)
    assert.lengthOf(ticks, 2)
  })

  test('a tick is fired when the job of the earlier tick has ended', async ({ assert }) => {
    await createControl(guarded).run('guarded')
    await setJob('guarded', new Date())
    await makeOverdue('guarded', 5000)
    await fireWhatIsDue(guarded)

    assert.deepEqual(await statusesOf('guarded'), ['ran', 'ran'])
  })

  test('a run by hand is refused while the job of an earlier tick is open', async ({ assert }) => {
    const control = createControl(guarded)
    await control.run('guarded')
    await setJob('guarded', null)

    assert.containsSubset(await control.run('guarded'), { status: 'skipped', jobId: undefined })
  })

  test('only one of several simultaneous ticks is fired', async ({ assert }) => {
    const seconds = release((it) =>
      it.name('guarded').every('1s').missed('all').withoutOverlapping()
    )
    await register(seconds)
    await makeOverdue('guarded', 5000)
    await fireWhatIsDue(seconds)

    const [first, ...others] = await statusesOf('guarded')
    assert.equal(first, 'late')
    assert.isAtLeast(others.length, 5)
    assert.deepEqual([...new Set(others)], ['skipped'])
  })

  test('schedules without the option may overlap', async ({ assert }) => {
    await createControl(free).run('free')
    await setJob('free', null)
    await makeOverdue('free', 5000)
    await fireWhatIsDue(free)

    assert.deepEqual(await statusesOf('free'), ['ran', 'ran'])
  })
})

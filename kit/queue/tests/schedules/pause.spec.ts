import { test } from '@japa/runner'
import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { pauseEveryQueue, resumeEveryQueue } from '#queue/control/pauses'
import { makeOverdue, statusesOf, ticksOf, useSchedulers } from '#queue/tests/support/ledger'
import { createScheduler, fireWhatIsDue, register, release } from '#queue/tests/support/schedules'
import { runAce } from '#tests/support/ace'

const HALF_HOUR = 30 * 60_000

const skipping = release((it) => it.name('yearly').cron('0 0 1 1 *').missed('skip'))
const once = release((it) => it.name('yearly').cron('0 0 1 1 *'))

test.group('Schedules | Pause', (group) => {
  useSchedulers(group)
  group.each.teardown(() => resumeEveryQueue(db.connection()))

  test('no tick fires while every queue is paused', async ({ assert }) => {
    await register(once)
    await makeOverdue('yearly', 0)
    await pauseEveryQueue(db.connection())
    const scheduler = createScheduler(once)
    await scheduler.start()
    await wait(1500)
    assert.isEmpty(await ticksOf('yearly'))

    await resumeEveryQueue(db.connection())
    await wait(2000)
    await scheduler.stop()
    assert.deepEqual(await statusesOf('yearly'), ['ran'])
  })

  test('schedule:list says that maintenance pauses every schedule', async ({ assert }) => {
    await register(once)
    const open = await runAce('schedule:list')
    assert.notInclude(open.output, 'aintenance')

    await pauseEveryQueue(db.connection())
    const { exitCode, output } = await runAce('schedule:list')
    assert.equal(exitCode, 0)
    assert.match(output, /yearly .* enabled, changed, paused/)
    assert.include(output, 'Maintenance pauses every schedule. node ace up ends it')
    const json = await runAce('schedule:list', '--json')
    const schedules: { name: string; paused: boolean }[] = JSON.parse(json.stdout)
    assert.isTrue(schedules.every(({ paused }) => paused))
  })

  test('a tick of a long pause counts as missed: its policy decides', async ({ assert }) => {
    for (const [schedules, status] of [
      [once, 'late'],
      [skipping, 'missed'],
    ] as const) {
      await db.from('schedule_ticks').delete()
      await register(schedules)
      await makeOverdue('yearly', HALF_HOUR)
      await pauseEveryQueue(db.connection())
      await fireWhatIsDue(schedules)
      assert.isEmpty(await ticksOf('yearly'))

      await resumeEveryQueue(db.connection())
      await fireWhatIsDue(schedules)
      assert.deepEqual(await statusesOf('yearly'), [status])
    }
  })
})

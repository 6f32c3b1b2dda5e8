import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { useSchedulers } from '#queue/tests/support/ledger'
import { register, release, savedSchedule } from '#queue/tests/support/schedules'
import { SchedulerProcess } from '#queue/tests/support/scheduler_process'
import { bullmqRows } from '#queue/tests/support/bullmq_rows'
import type { TestSchedule } from '#queue/tests/support/test_schedules'

const NIGHTLY = { name: 'nightly', cron: '0 3 * * *', timezone: 'Asia/Kathmandu' }

async function ace(command: string[], schedules: TestSchedule[] = [NIGHTLY]) {
  const running = new SchedulerProcess(schedules, command, {
    FORCE_COLOR: undefined,
    NO_COLOR: '1',
  })
  return { exitCode: await running.exited(), output: running.output }
}

test.group('Schedules | Commands', (group) => {
  useSchedulers(group)

  test('schedule:list --json shows the next and the last run', async ({ assert }) => {
    await register(release((it) => it.name('gone').hourly()))
    await db.from('schedules').update({ removed_at: new Date(), next_run_at: null })
    const { exitCode, output } = await ace(['schedule:list', '--json'])

    assert.equal(exitCode, 0)
    const [gone, nightly] = JSON.parse(output)
    assert.containsSubset(gone, { name: 'gone', state: 'removed', nextRunAt: null })
    assert.containsSubset(nightly, {
      name: 'nightly',
      job: 'test/record_run_job',
      cadence: '0 3 * * *',
      timezone: 'Asia/Kathmandu',
      queue: 'default',
      state: 'new',
      ticks: { ran: 0, late: 0, missed: 0, skipped: 0 },
    })
    assert.match(nightly.nextRunAt, /T21:15:00.000Z$/)
    assert.match(nightly.nextRunLocal, /T03:00:00.000\+05:45$/)
  })

  test('schedule:list shows a table and writes nothing', async ({ assert }) => {
    const { exitCode, output } = await ace(['schedule:list'])

    assert.equal(exitCode, 0)
    assert.match(output, /nightly .* daily at 03:00 \(Asia\/Kathmandu\) .* 03:00:00 .* 21:15:00/)
    assert.isEmpty(await db.from('schedules'))
  })

  test('schedule:run dispatches the job', async ({ assert }) => {
    const { exitCode, output } = await ace(['schedule:run', 'nightly'])

    assert.equal(exitCode, 0)
    const [{ id }] = await bullmqRows()
    assert.include(output, `nightly: dispatched as job ${id}`)
  })

  test('{$self} exits 1 for an unknown schedule')
    .with(['schedule:run', 'schedule:enable', 'schedule:disable'])
    .run(async ({ assert }, command) => {
      const { exitCode, output } = await ace([command, 'nigthly'])

      assert.equal(exitCode, 1)
      assert.match(output, /There is no schedule "nigthly"\. There are: nightly\n$/)
    })

  test('schedule:disable and schedule:enable change whether a schedule is due', async ({
    assert,
  }) => {
    const disabled = await ace(['schedule:disable', 'nightly'])
    assert.include(disabled.output, 'nightly is disabled')
    assert.containsSubset(await savedSchedule('nightly'), { enabled: false, nextRunAt: null })

    const { output } = await ace(['schedule:enable', 'nightly'])
    assert.match(output, /daily at 03:00 \(Asia\/Kathmandu\), next at \S+ 03:00:00/)
  })

  test('schedule:retime changes cadence and time zone, and refuses invalid values', async ({
    assert,
  }) => {
    const { output } = await ace([
      'schedule:retime',
      'nightly',
      '--cron=30 4 * * 1-5',
      '--timezone=UTC',
    ])
    assert.match(output, /Monday to Friday at 04:30 \(UTC\), next at \S+ 04:30:00/)

    const mistake = await ace(['schedule:retime', 'nightly', '--cron=30 24 * * *'])
    assert.equal(mistake.exitCode, 1)
    assert.match(mistake.output, /"nightly" was not changed: .* field "hour" .* "24"/)
    const { timing } = await savedSchedule('nightly')
    assert.equal(timing.cadence, '30 4 * * 1-5')
  })

  test('every schedule command reports a mistake in start/schedules.ts in one sentence', async ({
    assert,
  }) => {
    const { exitCode, output } = await ace(['schedule:list'], [{ name: 'nightly' }])

    assert.equal(exitCode, 1)
    assert.match(output, /The schedule "nightly" of start\/schedules.ts has no timing: give it one/)
    assert.equal(output.trim().split('\n').length, 1)
  })
})

import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import Record from '#tests/support/jobs/record'
import { untilStatus } from '#tests/support/job_runs'
import { SchedulerProcess } from '#tests/support/scheduler_process'
import type { TestSchedule } from '#tests/support/test_schedules'
import { newKey, useWorkers } from '#tests/support/workers'

interface Start {
  command?: string[]
  schedules?: TestSchedule[]
  env?: NodeJS.ProcessEnv
}

test.group('Worker | Refused at the start', (group) => {
  useWorkers(group)

  const start = async (
    { cleanup }: TestContext,
    { command = ['queue:listen'], schedules = [], env = {} }: Start
  ) => {
    const running = new SchedulerProcess(schedules, command, { NO_COLOR: '1', ...env })
    cleanup(() => void running.end())
    return { exitCode: await running.exited(), output: running.output }
  }

  test('a schedule with a mistake, before a job is taken', async (context) => {
    const { assert } = context
    const id = await Record.dispatch({ key: newKey() })
    const { exitCode, output } = await start(context, {
      schedules: [{ name: 'bad', cron: '99 * * * *' }],
    })

    assert.equal(exitCode, 1)
    assert.match(output, /The schedule "bad" of start\/schedules\.ts .* "99"/)
    await untilStatus(id, 'waiting')
  })

  test('a flag with a mistake: {0}')
    .with([
      ['--grace=3000000', '--grace takes a number of seconds from 0 to 2073600'],
      ['--concurrency', 'Missing value for option "concurrency"'],
      ['--grace', 'Missing value for option "grace"'],
    ])
    .run(async (context, [flag, message]) => {
      const { assert } = context
      const { exitCode, output } = await start(context, { command: ['queue:listen', flag] })

      assert.equal(exitCode, 1)
      assert.include(output, message)
    })
})

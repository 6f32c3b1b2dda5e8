import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import { withDatabase } from '#local_services/database_url'
import { DatabaseProxy } from '#queue/tests/support/database_proxy'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { untilStatus } from '#queue/tests/support/job_runs'
import { SchedulerProcess } from '#queue/tests/support/scheduler_process'
import type { TestSchedule } from '#queue/tests/support/test_schedules'
import { newKey, useWorkers } from '#queue/tests/support/workers'

interface Start {
  command?: string[]
  schedules?: TestSchedule[]
  env?: NodeJS.ProcessEnv
}

test.group('Worker | Refused start', (group) => {
  useWorkers(group)

  const start = async (
    { cleanup }: TestContext,
    { command = ['queue:listen'], schedules = [], env = {} }: Start
  ) => {
    const running = new SchedulerProcess(schedules, command, {
      FORCE_COLOR: undefined,
      NO_COLOR: '1',
      ...env,
    })
    cleanup(() => void running.end())
    return { exitCode: await running.exited(), output: running.output }
  }

  test('a worker with an invalid schedule exits before it takes a job', async (context) => {
    const { assert } = context
    const id = await RecordRunJob.dispatch({ key: newKey() })
    const { exitCode, output } = await start(context, {
      schedules: [{ name: 'bad', cron: '99 * * * *' }],
    })

    assert.equal(exitCode, 1)
    assert.match(output, /The schedule "bad" of start\/schedules\.ts .* "99"/)
    await untilStatus(id, 'waiting')
  })

  test('an invalid flag is refused: {0}')
    .with([
      ['--grace=3000000', '--grace needs a number of seconds from 0 to 2073600'],
      ['--concurrency', 'Missing value for option "concurrency"'],
      ['--grace', 'Missing value for option "grace"'],
    ])
    .run(async (context, [flag, message]) => {
      const { assert } = context
      const { exitCode, output } = await start(context, { command: ['queue:listen', flag] })

      assert.equal(exitCode, 1)
      assert.include(output, message)
    })

  test('{command} exits with a clear error when PostgreSQL refuses: {reason}')
    .with(
      ['queue:listen', 'schedule:work', 'queue:status', 'schedule:list'].flatMap((command) => [
        { command, change: { username: 'nobody' }, reason: 'role "nobody" does not exist' },
        { command, change: { pathname: '/nowhere' }, reason: 'database "nowhere_test' },
      ])
    )
    .run(async (context, { command, change, reason }) => {
      const { assert } = context
      const proxy = await DatabaseProxy.open()
      context.cleanup(() => proxy.cut())
      const url = new URL(proxy.url)
      Object.assign(url, change)
      const { exitCode, output } = await start(context, {
        command: [command],
        schedules: [{ name: 'each', every: '1s' }],
        env: { DATABASE_URL: url.href },
      })

      assert.equal(exitCode, 1)
      assert.include(output, reason)
      assert.include(output, 'Correct DATABASE_URL')
      assert.lengthOf(output.trim().split('\n'), 1)
    })

  test('{$self} exits with a clear error when tables are missing')
    .with(['queue:listen', 'schedule:work', 'queue:status'])
    .run(async (context, command) => {
      const { assert } = context
      const proxy = await DatabaseProxy.open()
      context.cleanup(() => proxy.cut())
      const name = `empty_${newKey()}`
      const database = [name, 'test', process.env.TEST_LANE].filter(Boolean).join('_')
      await db.rawQuery('CREATE DATABASE ??', [database])
      context.cleanup(async () => {
        await db.rawQuery('DROP DATABASE ?? WITH (FORCE)', [database])
      })
      const { exitCode, output } = await start(context, {
        command: [command],
        schedules: [{ name: 'each', every: '1s' }],
        env: { DATABASE_URL: withDatabase(proxy.url, name) },
      })

      assert.equal(exitCode, 1)
      assert.include(output, 'The tables of the queue are missing. Run "node ace migration:run"')
      assert.lengthOf(output.trim().split('\n'), 1)
    })

  test('{$self} reports in one line that PostgreSQL is unavailable')
    .with(['queue:status', 'schedule:list'])
    .run(async (context, command) => {
      const { assert } = context
      const proxy = await DatabaseProxy.open()
      await proxy.cut()
      const { exitCode, output } = await start(context, {
        command: [command],
        env: { DATABASE_URL: proxy.url },
      })

      assert.equal(exitCode, 1)
      assert.include(output, 'The database does not answer: connect ECONNREFUSED')
      assert.lengthOf(output.trim().split('\n'), 1)
    })
})

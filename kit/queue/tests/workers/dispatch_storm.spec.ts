import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import localServices from '#local_services/main'
import { forgetJobs, jobRuns } from '#queue/tests/support/job_runs'
import { newKey } from '#queue/tests/support/workers'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

async function startStorm(count: number, key: string) {
  const child = fork(
    app.makePath('kit/queue/tests/support/dispatch_storm.ts'),
    [String(count), key],
    {
      cwd: app.makePath(),
      execArgv: [RUN_TYPESCRIPT],
      env: {
        ...process.env,
        LOCAL_SERVICES_DIR: localServices.directory,
        DATABASE_POOL: '10',
      },
    }
  )
  await saidBy(child, (message) => message === 'ready')
  return async () => {
    const outcomes = saidBy(child, Array.isArray)
    const exited = once(child, 'exit')
    child.send('go')
    await exited
    return (await outcomes) as string[]
  }
}

/** Skips other messages, because the TypeScript loader may send messages too. */
function saidBy(child: ChildProcess, isIt: (message: unknown) => boolean) {
  return new Promise<unknown>((resolve) => {
    child.on('message', (message) => isIt(message) && resolve(message))
  })
}

test.group('Dispatch | Many at once', (group) => {
  group.each.teardown(() => forgetJobs())

  test('150 dispatches of unique jobs from three processes all succeed', async ({
    assert,
    cleanup,
  }) => {
    // Simulates a busy disk: inserts run one after another, 30 ms each.
    await db.rawQuery(`CREATE FUNCTION take_a_while() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(4711), pg_sleep(0.03);
        RETURN NEW;
      END $$`)
    await db.rawQuery(
      'CREATE TRIGGER slow BEFORE INSERT ON job_locks FOR EACH ROW EXECUTE FUNCTION take_a_while()'
    )
    cleanup(async () => {
      await db.rawQuery('DROP FUNCTION take_a_while() CASCADE')
    })
    const key = newKey()
    const storms = await Promise.all([1, 2, 3].map(() => startStorm(50, key)))
    const started = performance.now()
    const outcomes = await Promise.all(storms.map((begin) => begin()))

    assert.isAbove(performance.now() - started, 4000)
    const [run, ...others] = await jobRuns()
    assert.isEmpty(others)
    assert.deepEqual([...new Set(outcomes.flat())], [run.id])
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import EncryptedJob from '#queue/tests/support/jobs/encrypted_job'
import FailUntilFixedJob from '#queue/tests/support/jobs/fail_until_fixed_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { trace } from '#queue/tests/support/jobs/trace'
import { runAce } from '#tests/support/ace'
import { eventually } from '#tests/support/eventually'
import { untilStatus } from '#queue/tests/support/job_runs'
import { newKey, useWorkers } from '#queue/tests/support/workers'

test.group('Commands | queue:status', (group) => {
  const start = useWorkers(group)
  // Killed workers of other tests are still in the table.
  group.each.setup(async () => {
    await db.from('queue_workers').delete()
  })

  test('queue:status counts the jobs of each queue and shows the workers', async ({ assert }) => {
    await queue.dispatchMany(
      [RecordRunJob.with({ key: newKey() }), RecordRunJob.with({ key: newKey() }, { delay: '1h' })],
      { queue: 'low' }
    )
    start('--queue=high')
    await eventually(async () => db.from('queue_workers').whereRaw(`queues = '{high}'`).first())

    const { exitCode, stdout } = await runAce('queue:status', '--json')
    const { queues, workers, alerts } = JSON.parse(stdout)
    assert.equal(exitCode, 0)
    assert.containsSubset(
      queues.find(({ name }: { name: string }) => name === 'low'),
      { waiting: 1, delayed: 1, running: 0, failed: 0, isPaused: false, isDeclared: true }
    )
    assert.lengthOf(workers, 1)
    assert.containsSubset(workers, [{ queues: ['high'], isGone: false, isStopping: false }])
    assert.isEmpty(alerts)
  })

  test('a worker that died long ago is shown only with --all', async ({ assert }) => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    const worker = { pid: 1, connection: queue.config.connection, queues: ['low'], concurrency: 1 }
    await db.table('queue_workers').multiInsert([
      { ...worker, id: newKey(), host: 'died-last-year', beat_at: minutesAgo(500_000) },
      { ...worker, id: newKey(), host: 'died-just-now', beat_at: minutesAgo(5) },
    ])

    const { output } = await runAce('queue:status')
    assert.include(output, 'died-just-now')
    assert.notInclude(output, 'died-last-year')
    assert.include(output, 'Workers that died earlier: 1. Show them with --all')
    const { stdout } = await runAce('queue:status', '--json')
    assert.lengthOf(JSON.parse(stdout).workers, 1)

    const all = await runAce('queue:status', '--all')
    assert.include(all.output, 'died-last-year')
    const json = await runAce('queue:status', '--all', '--json')
    assert.lengthOf(JSON.parse(json.stdout).workers, 2)
    const help = await runAce('queue:status', '--help')
    assert.include(help.output, '--all')
  })

  test('queue:status exits 1 over a threshold, and names it', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() })
    await untilStatus(id, 'waiting')
    await db
      .from('job_runs')
      .where('id', id)
      .update({ available_at: new Date(Date.now() - 600_000) })

    const { exitCode, output } = await runAce('queue:status')
    assert.equal(exitCode, 1)
    assert.match(output, /default: a job waits for 6\d\d s, and thresholds.wait .* is 300 s/)
    assert.include(output, 'No worker is running')
  })
})

test.group('Commands | Failed jobs', (group) => {
  const start = useWorkers(group)

  test('failed jobs are listed, shown, retried and forgotten', async ({ assert }) => {
    const key = newKey()
    const [id, other] = await FailUntilFixedJob.dispatchMany([{ key }, { key: newKey() }])
    start()
    await untilStatus(id, 'failed')
    await untilStatus(other, 'failed')

    const list = await runAce('queue:failed', '--name=test/fail_until_fixed_job', '--limit=1')
    assert.equal(list.exitCode, 0)
    assert.include(list.output, 'not fixed')
    assert.notInclude(list.output, 'second line')
    assert.include(list.output, '1 of 2')

    const one = await runAce('queue:failed', id)
    assert.include(one.output, key)
    assert.match(one.output, /second line[^]*fail_until_fixed_job\.ts/)

    await trace(key, 'fixed')
    const retried = await runAce('queue:retry', id)
    assert.equal(retried.exitCode, 0)
    assert.include(retried.output, `test/fail_until_fixed_job ${id} will run again`)
    await untilStatus(id, 'completed')

    const forgotten = await runAce('queue:forget', 'all')
    assert.include(forgotten.output, `test/fail_until_fixed_job ${other} forgotten`)
    const rest = await runAce('queue:failed', '--json')
    assert.deepEqual(JSON.parse(rest.stdout), [])
  })

  test('a long error is cut in the list only', async ({ assert }) => {
    const message = `\u001b[31m${'é👩 '.repeat(20_000)}\u0007the end`
    const id = await RecordRunJob.dispatch({ key: newKey() })
    await untilStatus(id, 'waiting')
    await db
      .from('job_runs')
      .where('id', id)
      .update({
        status: 'failed',
        finished_at: new Date(),
        error: JSON.stringify({ name: 'Error', message }),
      })

    const list = await runAce('queue:failed')
    assert.include(list.output, `${'é👩 '.repeat(26)}é…`)
    assert.isBelow(list.output.length, 2000)
    const json = await runAce('queue:failed', '--json')
    assert.equal(JSON.parse(json.stdout)[0].error.message, message)
    const one = await runAce('queue:failed', id)
    assert.include(one.output, 'the end')
  })

  test('an encrypted payload stays hidden', async ({ assert }) => {
    const id = await EncryptedJob.dispatch({ key: newKey(), secret: 'treasure' })
    const run = await untilStatus(id, 'waiting')

    const table = await runAce('queue:failed', id)
    assert.include(table.output, 'Payload: (encrypted)')
    const json = await runAce('queue:failed', id, '--json')
    assert.containsSubset(JSON.parse(json.stdout), { payload: null, encrypted: true })
    assert.notInclude(table.output + json.output, String(run.message.payload))
  })
})

test.group('Commands | Mistakes', (group) => {
  useWorkers(group)

  test('a mistake is one line that lists the accepted values, with exit code 1: {0}')
    .with([
      [
        'queue:pause nope',
        'There is no queue "nope". Declared in config/queue.ts: high, default, low',
      ],
      ['queue:retry nope', 'No job named "nope" has failed. Names of failed jobs: none'],
      ['queue:cancel nope', 'There is no job "nope" in the run log.'],
      [
        'queue:failed --queue=nope',
        'There is no queue "nope". Declared in config/queue.ts: high, default, low',
      ],
      ['queue:clear low', 'This cancels 0 jobs of "low". Confirm with --force'],
      ['queue:recover --older-than=soon', '"soon" is not a duration. Write it as 30s, 5m or 2h'],
      ['queue:recover --older-than=-5s', '"-5s" is not a duration. Write it as 30s, 5m or 2h'],
    ])
    .run(async ({ assert }, [command, message]) => {
      const { exitCode, output } = await runAce(...command.split(' '))
      assert.equal(exitCode, 1)
      assert.include(output, message)
      assert.lengthOf(output.trim().split('\n'), 1)
    })

  test('the failed jobs of a queue that only the log has are listed', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() })
    await untilStatus(id, 'waiting')
    await db.from('job_runs').where('id', id).update({ queue: 'former' })
    const { exitCode, output } = await runAce('queue:failed', '--queue=former')
    assert.equal(exitCode, 0)
    assert.include(output, 'No job has failed')
  })

  test('queue:recover accepts an age of 0', async ({ assert }) => {
    const { exitCode, output } = await runAce('queue:recover', '--older-than=0s')
    assert.equal(exitCode, 0)
    assert.include(output, 'No job is lost')
  })

  test('queue:clear --force asks no question', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() }, { queue: 'low' })
    await untilStatus(id, 'waiting')
    const { exitCode, output } = await runAce('queue:clear', 'low', '--force')
    assert.equal(exitCode, 0)
    assert.include(output, '1 jobs of the queue "low" are cancelled')
    await untilStatus(id, 'cancelled')
  })
})

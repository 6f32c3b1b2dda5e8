import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { JobControl } from '#queue/control/job_control'
import { pauseEveryQueue, resumeEveryQueue } from '#queue/control/pauses'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRuns, untilStatus } from '#queue/tests/support/job_runs'
import { runAce } from '#tests/support/ace'
import { eventually } from '#tests/support/eventually'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

/** Workers ask for pauses each second. */
const BEAT_MS = 2000

/** More short jobs than a worker can run within the pause, and one that outlasts its beginning. */
const SHORT = { jobs: 120, ms: 200 }
const LONG_MS = 4000

const control = new JobControl(queue)

async function dispatchSleeps() {
  const [long, short] = [newKey(), newKey()]
  await SleepJob.dispatch({ key: long, ms: LONG_MS })
  for (let count = 0; count < SHORT.jobs; count++) {
    await SleepJob.dispatch({ key: short, ms: SHORT.ms })
  }
  return { long, short }
}

/** How often the jobs of this key have begun. */
async function begunOf(key: string) {
  const traces = await tracesOf(key)
  return traces.filter((trace) => trace === 'started').length
}

async function lastBegin() {
  const runs = await jobRuns()
  return Math.max(...runs.map(({ started_at: at }) => at?.getTime() ?? 0))
}

test.group('Control | Every queue', (group) => {
  const start = useWorkers(group)
  group.each.teardown(() => resumeEveryQueue(db.connection()))

  test('a running worker pauses all of its queues, and goes on afterwards', async ({ assert }) => {
    const [before, meanwhile] = [newKey(), newKey()]
    start('--queue=high,low')
    await RecordRunJob.dispatch({ key: before }, { queue: 'low' })
    await happens(before, 'done')

    await pauseEveryQueue(db.connection())
    await pauseEveryQueue(db.connection())
    await wait(BEAT_MS)
    for (const name of ['high', 'low']) {
      await RecordRunJob.dispatch({ key: meanwhile }, { queue: name })
    }
    await wait(BEAT_MS)
    assert.isEmpty(await tracesOf(meanwhile))
    const { queues } = await control.status()
    assert.isTrue(queues.every(({ isPaused }) => isPaused))
    assert.notInclude(
      queues.map(({ name }) => name),
      '*'
    )

    await resumeEveryQueue(db.connection())
    await happens(meanwhile, 'done')
  })

  test('a worker that starts meanwhile takes no job, and a paused queue stays paused', async ({
    assert,
  }) => {
    const [paused, open] = [newKey(), newKey()]
    await control.pause('low')
    await pauseEveryQueue(db.connection())
    start()
    const first = await RecordRunJob.dispatch({ key: paused }, { queue: 'low' })
    await RecordRunJob.dispatch({ key: open })
    await untilStatus(first, 'waiting')
    await wait(BEAT_MS)
    assert.isEmpty(await tracesOf(open))

    await resumeEveryQueue(db.connection())
    await happens(open, 'done')
    assert.isEmpty(await tracesOf(paused))
    await control.resume('low')
    await happens(paused, 'done')
  })

  test('after down --pause-workers no job begins, running ones end, and up goes on with the rest', async ({
    assert,
  }) => {
    const { long, short } = await dispatchSleeps()
    start('--concurrency=3')
    await happens(long, 'started')
    await happens(short, 'done')

    const { exitCode } = await runAce('down', '--pause-workers')
    const downAt = Date.now()
    assert.equal(exitCode, 0)
    await happens(long, 'done')
    await wait(BEAT_MS)
    assert.isBelow((await lastBegin()) - downAt, BEAT_MS)
    const begun = await begunOf(short)
    assert.isBelow(begun, SHORT.jobs)

    await runAce('up')
    await eventually(async () => (await begunOf(short)) === SHORT.jobs, 30_000)
    const traces = await tracesOf(short)
    assert.notInclude(traces, 'aborted')
  })

  test('queue:resume says that maintenance still pauses the queue', async ({ assert }) => {
    await pauseEveryQueue(db.connection())
    const { exitCode, output } = await runAce('queue:resume', 'low')
    assert.equal(exitCode, 0)
    assert.include(output, 'Maintenance still pauses every queue. node ace up ends it')
  })
})

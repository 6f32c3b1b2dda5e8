import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { scrape } from '#metrics/tests/support/scrape'
import BlockEventLoopJob from '#queue/tests/support/jobs/block_event_loop_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { untilStatus } from '#queue/tests/support/job_runs'
import { happens, newKey } from '#queue/tests/support/workers'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'

const SLOW_MS = 120_000
const LEASE_MS = 2000
const BLOCKED_MS = 5 * LEASE_MS
const NAME = 'test/block_event_loop_job'
const LOOK_EVERY_MS = 250
/** A worker without a heartbeat for this time counts as silent. */
const SILENT_MS = 3000

async function countOf(key: string, what: string) {
  const traces = await tracesOf(key)
  return traces.filter((one) => one === what).length
}

/** The age of the oldest heartbeat, in milliseconds. */
async function oldestBeat() {
  const { rows } = await db.rawQuery(
    'SELECT extract(epoch FROM clock_timestamp() - min(beat_at))::float8 * 1000 AS age FROM queue_workers'
  )
  return rows[0].age as number
}

test.group('Worker | A blocked event loop', (group) => {
  const start = useChaosWorkers(group)
  group.each.timeout(SLOW_MS)
  group.each.setup(async () => {
    await db.from('queue_workers').delete()
  })

  test('of several jobs the one that blocks is named in the log and the metrics, and none runs twice', async ({
    assert,
  }) => {
    const [key, neighbour] = [newKey(), newKey()]
    const port = await freePort()
    const worker = await start([], { METRICS_PORT: String(port) })
    const innocent = await SleepJob.dispatch({ key: neighbour, ms: BLOCKED_MS }, { attempts: 1 })
    await happens(neighbour, 'started')
    const guilty = await BlockEventLoopJob.dispatch({ key, ms: BLOCKED_MS }, { attempts: 1 })
    await happens(key, 'began')
    await start()

    await untilStatus(guilty, 'completed', SLOW_MS)
    await untilStatus(innocent, 'completed', SLOW_MS)
    assert.equal(await countOf(neighbour, 'started'), 1)
    assert.equal(await countOf(key, 'began'), 1)
    assert.include(worker.output, `The job ${NAME} #${guilty} has blocked the event loop for`)
    const { value } = await scrape(port)
    assert.equal(value('jobs_blocked_total', { job_name: NAME }), 1)
  })

  test('a blocked worker keeps its heartbeat', async ({ assert }) => {
    const key = newKey()
    await start()
    const id = await BlockEventLoopJob.dispatch({ key, ms: BLOCKED_MS }, { attempts: 1 })
    await happens(key, 'began')
    const ages: number[] = []
    while (ages.length < (BLOCKED_MS - LEASE_MS) / LOOK_EVERY_MS) {
      await wait(LOOK_EVERY_MS)
      ages.push(await oldestBeat())
    }
    assert.isBelow(Math.max(...ages), SILENT_MS)
    await untilStatus(id, 'completed', SLOW_MS)
  })

  test('a worker that is killed while a job blocks it loses the job at once', async ({
    assert,
  }) => {
    const key = newKey()
    const workers = [await start(), await start()]
    const id = await BlockEventLoopJob.dispatch({ key, ms: BLOCKED_MS }, { attempts: 1 })
    await happens(key, 'began')
    await wait(LEASE_MS)

    const { pid } = await db.from('job_traces').where('key', key).firstOrFail()
    process.kill(pid, 'SIGKILL')
    const killed = performance.now()
    await eventually(async () => (await countOf(key, 'began')) === 2, SLOW_MS)
    assert.isBelow(performance.now() - killed, 3 * LEASE_MS)
    await untilStatus(id, 'completed', SLOW_MS)
    assert.lengthOf(
      workers.filter((worker) => worker.isRunning),
      1
    )
  })

  test('a job that blocks for longer than its timeout and the lease is dead after three times', async ({
    assert,
  }) => {
    const key = newKey()
    const workers = [await start(), await start()]
    const id = await BlockEventLoopJob.dispatch(
      { key, ms: BLOCKED_MS },
      { attempts: 1, timeout: 1000 }
    )

    const { error } = await untilStatus(id, 'failed', SLOW_MS)
    assert.match(
      error!.message,
      /3 times.* blocked the event loop for \d\S* s, longer than its timeout of 1 s/
    )
    const lines = workers.map(({ output }) => output).join('')
    assert.match(lines, /longer than it may take, so other workers take the jobs of this one/)
    assert.isTrue(workers.every((worker) => worker.isRunning))
    assert.equal(await countOf(key, 'dead'), 1)
  })
})

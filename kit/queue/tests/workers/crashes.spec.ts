import { test } from '@japa/runner'
import BlockEventLoopJob from '#queue/tests/support/jobs/block_event_loop_job'
import EndWorkerJob from '#queue/tests/support/jobs/end_worker_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { jobRun, untilStatus } from '#queue/tests/support/job_runs'
import { aMoment } from '#queue/tests/support/driver_listener'
import { happens, newKey } from '#queue/tests/support/workers'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { WorkerProcess } from '#queue/tests/support/worker_process'

const SLOW_MS = 120_000
const LEASE_MS = 2000
const BLOCKED_MS = 5 * LEASE_MS

const statusOf = async (id: string) => {
  const { status } = await jobRun(id)
  return status
}

const countOf = async (key: string, what: string) => {
  const traces = await tracesOf(key)
  return traces.filter((one) => one === what).length
}

test.group('Worker | Crashes', (group) => {
  const start = useChaosWorkers(group)
  group.each.timeout(SLOW_MS)

  /** Starts a worker whenever the last one has died, until the jobs have ended. */
  async function runUntilEnded(ids: string[], env: NodeJS.ProcessEnv = {}) {
    let worker: WorkerProcess | undefined
    try {
      await eventually(async () => {
        if (!worker?.isRunning) {
          worker = new WorkerProcess(['--no-schedules'], { QUEUE_LEASE: '2s', ...env })
        }
        const runs = await Promise.all(ids.map((id) => jobRun(id)))
        return runs.every((run) => run.finished_at)
      }, SLOW_MS)
    } finally {
      await worker?.end()
    }
  }

  test(
    'a job that ends its worker by {how} is dead after {crashes} crashes, and the job beside it is not'
  )
    .with([
      { how: 'exit', crashes: 3, says: /test\/end_worker_job #\S+ called process\.exit\(3\)/ },
      {
        how: 'exit with 0',
        crashes: 1,
        says: /test\/end_worker_job #\S+ called process\.exit\(0\)/,
      },
      {
        how: 'SIGTERM',
        crashes: 1,
        says: /test\/end_worker_job #\S+ called process\.kill with SIGTERM/,
      },
      { how: 'timer', crashes: 1, says: /test\/end_worker_job #\S+ threw an error that nothing/ },
    ] as const)
    .run(async ({ assert }, { how, crashes, says }) => {
      const [key, neighbour] = [newKey(), newKey()]
      const env = { TEST_CRASHES: String(crashes) }
      const innocent = await SleepJob.dispatch({ key: neighbour, ms: 3000 }, { attempts: 1 })
      const first = await start(['--grace=1'], env)
      await happens(neighbour, 'started')
      const guilty = await EndWorkerJob.dispatch({ key, how })
      assert.notEqual(await first.exited(), 0)
      assert.match(first.output, says)
      assert.match(first.output, /Jobs that were running: .*test\/sleep_job/)

      await runUntilEnded([innocent, guilty], env)
      assert.deepEqual(await tracesOf(key), [...Array(crashes).fill('ending'), 'dead'])
      const dead = await jobRun(guilty)
      assert.containsSubset(dead, { status: 'failed', attempt: 1 })
      assert.match(dead.error!.message, /it has ended or blocked its worker (3 times|once)/)
      assert.equal(await statusOf(innocent), 'completed')
    })

  test('a job that needs too much memory is dead, and the job beside it is not', async ({
    assert,
  }) => {
    const [key, neighbour] = [newKey(), newKey()]
    const innocent = await SleepJob.dispatch({ key: neighbour, ms: 3000 }, { attempts: 1 })
    const env = { NODE_OPTIONS: '--max-old-space-size=120', TEST_CRASHES: '1' }
    const first = await start([], env)
    await happens(neighbour, 'started')
    const guilty = await EndWorkerJob.dispatch({ key, how: 'memory' })
    await first.exited()

    await runUntilEnded([innocent, guilty], env)
    assert.equal(await statusOf(guilty), 'failed')
    assert.equal(await statusOf(innocent), 'completed')
    assert.equal(await countOf(key, 'dead'), 1)
  })

  test('kills from outside fail no job, not even one that ran alone at several of them', async ({
    assert,
  }) => {
    const keys = [newKey(), newKey()]
    const ids = await Promise.all(
      keys.map((key) => SleepJob.dispatch({ key, ms: 2000 }, { attempts: 1 }))
    )
    for (let kills = 1; kills <= 4; kills++) {
      const worker = await start()
      await eventually(async () => {
        const counts = await Promise.all(keys.map((key) => countOf(key, 'started')))
        return counts[0] + counts[1] > kills || counts[0] + counts[1] >= 2 * kills
      }, 30_000)
      worker.send('SIGKILL')
      await worker.exited()
    }

    await runUntilEnded(ids)
    for (const id of ids) assert.equal(await statusOf(id), 'completed')
  })

  test('a job that blocks its worker longer than the lease and then {$self} runs once')
    .with(['writes', 'ends', 'fails'] as const)
    .run(async ({ assert }, then) => {
      const key = newKey()
      const workers = await Promise.all([start(), start()])
      const id = await BlockEventLoopJob.dispatch({ key, ms: BLOCKED_MS, then }, { attempts: 1 })

      await untilStatus(id, then === 'fails' ? 'failed' : 'completed', SLOW_MS)
      await aMoment(LEASE_MS)
      assert.equal(await countOf(key, 'began'), 1)
      assert.isTrue(workers.every((worker) => worker.isRunning))
      const lines = workers.map(({ output }) => output).join('')
      assert.match(lines, new RegExp(`block_event_loop_job #${id} has blocked the event loop for`))
      assert.match(lines, /s at kit\/queue\/tests\/support\/jobs\/block_event_loop_job\.ts:\d+/)
    })
})

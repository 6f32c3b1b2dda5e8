import { test } from '@japa/runner'
import queue from '#queue/main'
import db from '@adonisjs/lucid/services/db'
import { JobControl } from '#queue/control/job_control'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { runBroker } from '#queue/tests/support/brokers/run_broker'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { settled, tracesByKey } from '#queue/tests/support/chaos/settled'
import { eventually } from '#tests/support/eventually'
import { newKey } from '#queue/tests/support/workers'

const JOBS = 120
const LATER_MS = 2000

test.group('Chaos | The broker loses all data', (group) => {
  const start = useChaosWorkers(group)

  /** Dispatches each job in a transaction; every fourth job is delayed. */
  async function dispatchAll(keys: string[]) {
    for (const [index, key] of keys.entries()) {
      const delay = index % 4 === 0 ? LATER_MS : 0
      await db.transaction((trx) => queue.dispatch(SleepJob, { key, ms: 50 }, { trx, delay }))
    }
  }

  // When PostgreSQL is the broker, it cannot lose jobs without losing the run log.
  if (queue.config.connection !== 'postgres') {
    test('queue:recover puts back the jobs that were dispatched in transactions', async ({
      assert,
    }) => {
      const keys = Array.from({ length: JOBS }, newKey)
      const worker = await start(['--concurrency=2'])
      const dispatching = dispatchAll(keys)
      await eventually(async () => {
        const traces = await tracesByKey(keys)
        return traces.size > 5
      })
      await runBroker().flush()
      await dispatching
      worker.send('SIGTERM')
      assert.equal(await worker.exited(), 0)
      await runBroker().flush()

      const recovered = await new JobControl(queue).recover({ olderThan: 0 })
      assert.isNotEmpty(recovered)
      await start()
      assert.deepEqual(await settled(), { completed: JOBS })
      const traces = await tracesByKey(keys)
      assert.equal(traces.size, JOBS)
    })
  }
})

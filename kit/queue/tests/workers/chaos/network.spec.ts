import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import type { QueueManager } from '#queue/queue_manager'
import { brokerNetwork } from '#queue/tests/support/chaos/broker_network'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { settled, tracesByKey } from '#queue/tests/support/chaos/settled'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { eventually } from '#tests/support/eventually'
import { newKey } from '#queue/tests/support/workers'

const LATEST_ANSWER_MS = 2300
/** Longer than the lease of the workers. */
const SILENCE_MS = 4000

test.group('Chaos | The network to the broker', (group) => {
  const start = useChaosWorkers(group)

  // database.spec.ts tests the network to PostgreSQL.
  if (queue.config.connection !== 'postgres') {
    test('a frozen and cut network loses no job, blocks no caller, and workers reconnect', async ({
      assert,
      cleanup,
    }) => {
      const { proxy, dispatcher, env } = await brokerNetwork(cleanup)
      const workers = [await start([], env), await start([], env)]
      const keys = Array.from({ length: 60 }, newKey)
      await dispatcher.dispatchMany(keys.map((key) => SleepJob.with({ key, ms: 300 })))
      await eventually(async () => {
        const traces = await tracesByKey(keys)
        return traces.size > 10
      })

      proxy.stall()
      keys.push(await dispatchWhileAway(dispatcher))
      keys.push(await dispatchWhileAway(dispatcher))
      await wait(SILENCE_MS)
      await proxy.cut()
      keys.push(await dispatchWhileAway(dispatcher))
      await proxy.restore()

      await isDone(keys)
      assert.isTrue(workers.every((worker) => worker.isRunning))
    })

    test('jobs in flight complete once when the network drops their connections', async ({
      assert,
      cleanup,
    }) => {
      const { proxy, dispatcher, env } = await brokerNetwork(cleanup)
      const worker = await start([], env)
      const keys = Array.from({ length: 20 }, newKey)
      await dispatcher.dispatchMany(keys.map((key) => SleepJob.with({ key, ms: 1000 })))
      await eventually(async () => {
        const started = await startedKeys(keys)
        return started >= 10
      })

      proxy.forget()
      const began = performance.now()
      await dispatcher.dispatch(RecordRunJob, { key: newKey() }).catch(() => undefined)
      assert.isBelow(performance.now() - began, LATEST_ANSWER_MS)
      const after = newKey()
      await dispatcher.dispatch(RecordRunJob, { key: after })

      await isDone([...keys, after])
      assert.isTrue(worker.isRunning)
    })
  }

  /**
   * Checks that a dispatch in a transaction works without the broker, and that a direct dispatch is refused in time.
   * @returns the key of the job that has to run
   */
  async function dispatchWhileAway(dispatcher: QueueManager) {
    const key = newKey()
    const began = performance.now()
    await db.transaction((trx) => dispatcher.dispatch(RecordRunJob, { key }, { trx }))
    const written = performance.now()
    const refusal = await dispatcher
      .dispatch(RecordRunJob, { key: newKey() })
      .catch((error) => error)
    const answered = performance.now()

    if (!(refusal instanceof Error)) throw new Error('It was not refused')
    const waits = [written - began, answered - written]
    if (Math.max(...waits) > LATEST_ANSWER_MS) throw new Error(`It took ${waits.join(', ')} ms`)
    return key
  }

  /** Checks that each job has run, and that the run log has it once, completed in its first attempt. */
  async function isDone(keys: string[]) {
    await settled()
    const rows = await db.from('job_runs').whereRaw(`message #>> '{payload,key}' = any(?)`, [keys])
    const done = rows.filter(({ status, attempt }) => status === 'completed' && attempt === 1)
    const traces = await tracesByKey(keys)
    if (done.length !== keys.length || traces.size !== keys.length) {
      throw new Error(`Of ${keys.length} jobs ${done.length} are completed, ${traces.size} ran`)
    }
  }

  async function startedKeys(keys: string[]) {
    const [{ count }] = await db
      .from('job_traces')
      .whereIn('key', keys)
      .where('what', 'started')
      .countDistinct('key as count')
    return Number(count)
  }
})

import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import queue from '#queue/main'
import db from '@adonisjs/lucid/services/db'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { brokerOutage } from '#queue/tests/support/chaos/outage'
import { settled, tracesByKey } from '#queue/tests/support/chaos/settled'
import { eventually } from '#tests/support/eventually'
import { newKey } from '#queue/tests/support/workers'

const LATEST_ANSWER_MS = 2300
const onPostgres = !['redis', 'rabbitmq'].includes(process.env.QUEUE_CONNECTION ?? '')
/** The length of the broker's outage; the long form of the suite waits longer. */
const AWAY_MS = 5000
/** The pause between two dispatches. */
const PAUSE_MS = 50

test.group('Chaos | The broker dies', (group) => {
  const start = useChaosWorkers(group)

  // Not needed with PostgreSQL as the broker: a dispatch is one SQL statement there.
  if (!onPostgres) {
    test('a broker that dies during publishing loses no confirmed or committed job', async ({
      assert,
      cleanup,
    }) => {
      const outage = await brokerOutage(cleanup)
      const worker = await start(['--concurrency=20'])
      const [confirmed, committed, refused]: string[][] = [[], [], []]
      let isOver = false
      const publish = async () => {
        while (!isOver) {
          const [key, direct] = [newKey(), newKey()]
          await db.transaction((trx) => queue.dispatch(RecordRunJob, { key }, { trx }))
          committed.push(key)
          await queue.dispatch(RecordRunJob, { key: direct }).then(
            () => confirmed.push(direct),
            () => refused.push(direct)
          )
          await wait(PAUSE_MS)
        }
      }
      const publishing = Promise.all([publish(), publish(), publish(), publish()])
      await eventually(async () => confirmed.length > 40)
      await outage.begin()
      await eventually(async () => refused.length > 0)
      const before = confirmed.length
      await outage.end()
      await eventually(async () => confirmed.length > before + 10)
      isOver = true
      await publishing

      await settled()
      const traces = await tracesByKey([...confirmed, ...committed])
      assert.deepEqual(
        [...confirmed, ...committed].filter((key) => !traces.has(key)),
        []
      )
      assert.isTrue(worker.isRunning)
    })
  }

  test('a broker that dies while jobs run loses no job, blocks no caller, and workers reconnect', async ({
    assert,
    cleanup,
  }) => {
    const outage = await brokerOutage(cleanup)
    const few = ['--concurrency=5']
    const workers = [await start(few, outage.env), await start(few, outage.env)]
    const keys = Array.from({ length: 60 }, newKey)
    await queue.dispatchMany(keys.map((key) => SleepJob.with({ key, ms: 500 })))
    await eventually(async () => {
      const traces = await tracesByKey(keys)
      return traces.size > 10
    })
    await outage.begin()
    const began = performance.now()
    const meanwhile = newKey()
    await db.transaction((trx) => queue.dispatch(RecordRunJob, { key: meanwhile }, { trx }))
    const direct = queue.dispatch(RecordRunJob, { key: newKey() })
    if (onPostgres) await direct
    else await assert.rejects(() => direct)
    assert.isBelow(performance.now() - began, LATEST_ANSWER_MS)
    await wait(AWAY_MS)
    await outage.end()

    assert.notProperty(await settled(), 'failed')
    const traces = await tracesByKey([...keys, meanwhile])
    assert.lengthOf([...traces.keys()], 61)
    assert.isTrue(workers.every((worker) => worker.isRunning))
  })
})

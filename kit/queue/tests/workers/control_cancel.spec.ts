import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import { JobControl } from '#queue/control/job_control'
import { LogPruning } from '#queue/control/log_pruning'
import { runBroker } from '#queue/tests/support/brokers/run_broker'
import { eventually } from '#tests/support/eventually'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import IgnoreSignalJob from '#queue/tests/support/jobs/ignore_signal_job'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { jobRun, untilStatus } from '#queue/tests/support/job_runs'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

const control = new JobControl(queue)
/** Normally a second, but a busy machine may need longer. */
const ORDERED_WITHIN_MS = 5000

/** Freezes the broker during the cancellation, so that it keeps the job. Only Redis needs this. */
async function cancelWithoutBroker(id: string) {
  if (queue.config.connection !== 'redis') return control.cancel(id)
  runBroker().freeze()
  return control.cancel(id).finally(() => runBroker().thaw())
}

function untilNothingIsOrdered() {
  return eventually(async () => !(await db.from('job_cancellations').first()))
}

test.group('Control | Cancel', (group) => {
  const start = useWorkers(group)

  test('a waiting job that is cancelled never runs', async ({ assert }) => {
    const [key, other] = [newKey(), newKey()]
    const id = await RecordRunJob.dispatch({ key })
    await untilStatus(id, 'waiting')

    assert.equal(await control.cancel(id), 'cancelled')
    await RecordRunJob.dispatch({ key: other })
    start()
    await happens(other, 'done')
    assert.containsSubset(await jobRun(id), { status: 'cancelled', reason: 'cancelled' })
    assert.isEmpty(await tracesOf(key))
  })

  test('a cancelled job never runs, also if its worker starts after the nightly pruning', async ({
    assert,
  }) => {
    const [key, other] = [newKey(), newKey()]
    const id = await RecordRunJob.dispatch({ key })
    await untilStatus(id, 'waiting')
    await cancelWithoutBroker(id)
    await db
      .from('job_cancellations')
      .update({ created_at: db.raw(`created_at - interval '2 hours'`) })
    await new LogPruning(queue).run()

    await RecordRunJob.dispatch({ key: other })
    start()
    await happens(other, 'done')
    assert.isEmpty(await tracesOf(key))
    await untilNothingIsOrdered()
    assert.containsSubset(await jobRun(id), { status: 'cancelled', reason: 'cancelled' })
  })

  test('a cancelled job that no broker has needs no cancellation order', async ({ assert }) => {
    const waiting = await RecordRunJob.dispatch({ key: newKey() })
    const delayed = await RecordRunJob.dispatch({ key: newKey() }, { delay: '1h' })
    for (const id of [waiting, delayed]) {
      await untilStatus(id, 'waiting')
      // Ids are case-insensitive.
      await control.cancel(id.toUpperCase())
    }
    // RabbitMQ cannot remove a single message.
    const expected = queue.config.connection === 'rabbitmq' ? [{ job_id: waiting }] : []
    assert.deepEqual(await db.from('job_cancellations').select('job_id'), expected)
  })

  test('a cancelled job releases its lock, and its batch continues', async ({ assert }) => {
    const [key, after] = [newKey(), newKey()]
    const locked = await RecordRunJob.dispatch({ key }, { unique: { key }, delay: '1h' })
    const [member] = await RecordRunJob.dispatchMany([{ key }], {
      delay: '1h',
      batch: { then: RecordRunJob.with({ key: after }) },
    })
    await control.cancel(locked)
    await control.cancel(member)

    assert.notEqual(await RecordRunJob.dispatch({ key }, { unique: { key } }), locked)
    start()
    await happens(after, 'done')
  })

  test('a running job is cancelled within a second, even if it ignores its signal', async ({
    assert,
  }) => {
    const [listening, deaf] = [newKey(), newKey()]
    const ids = [
      await SleepJob.dispatch({ key: listening, ms: 60_000 }),
      await IgnoreSignalJob.dispatch({ key: deaf, ms: 60_000 }),
    ]
    const worker = start()
    await happens(listening, 'started')
    await happens(deaf, 'started')
    await Promise.all(ids.map((id) => untilStatus(id, 'running')))

    const asked = performance.now()
    for (const id of ids) assert.equal(await control.cancel(id), 'cancelling')
    await Promise.all(ids.map((id) => untilStatus(id, 'cancelled')))
    assert.isBelow(performance.now() - asked, ORDERED_WITHIN_MS)
    await happens(listening, 'aborted')
    assert.isTrue(worker.isRunning)
    await untilNothingIsOrdered()
  })

  test('a cancelled job can be retried', async () => {
    const key = newKey()
    const id = await RecordRunJob.dispatch({ key })
    await untilStatus(id, 'waiting')
    await control.cancel(id)
    start()

    await control.retry({ ids: [id] })
    await happens(key, 'done')
    await untilStatus(id, 'completed')
  })

  test('an unknown or ended job cannot be cancelled', async ({ assert }) => {
    const id = await RecordRunJob.dispatch({ key: newKey() })
    start()
    await untilStatus(id, 'completed')

    await assert.rejects(() => control.cancel(id), `The job "${id}" has ended: it is completed`)
    await assert.rejects(() => control.cancel('nonsense'), /There is no job "nonsense"/)
    await assert.rejects(() => control.cancel(crypto.randomUUID()), /There is no job/)
  })
})

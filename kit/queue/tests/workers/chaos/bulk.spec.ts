import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import SleepJob from '#queue/tests/support/jobs/sleep_job'
import { useChaosWorkers } from '#queue/tests/support/chaos/chaos_workers'
import { settled } from '#queue/tests/support/chaos/settled'
import { newKey } from '#queue/tests/support/workers'

const JOBS = 100
/** The duration of a job, long enough that all slots of the worker are busy. */
const BUSY_MS = 100

test.group('Chaos | Many jobs in two queues', (group) => {
  const start = useChaosWorkers(group)

  /** The queue of each job, in the order in which the jobs started. */
  async function runBoth(flag: string) {
    const [high, low] = [newKey(), newKey()]
    await dispatch(low, 'low')
    await dispatch(high, 'high')
    // No worker dies here, and with a short lease jobs could run twice on a busy machine.
    await start([`--queue=${flag}`, '--concurrency=4'], { QUEUE_LEASE: '30s' })
    await settled()
    const rows = await db
      .from('job_traces')
      .whereIn('key', [high, low])
      .where('what', 'started')
      .orderBy('id')
      .select('key')
    return rows.map(({ key }) => (key === high ? 'high' : 'low'))
  }

  const dispatch = (key: string, name: string) =>
    SleepJob.dispatchMany(
      Array.from({ length: JOBS }, () => ({ key, ms: BUSY_MS })),
      { queue: name }
    )

  test('each queue gets its share', async ({ assert }) => {
    const done = await runBoth('high:3,low:1')
    assert.lengthOf(done, 2 * JOBS)
    for (const third of [0, 1, 2]) {
      const some = done.slice(third * 40, (third + 1) * 40)
      assert.closeTo(some.filter((name) => name === 'high').length, 30, 7)
    }
  })

  test('the first of two queues without weights is emptied first', async ({ assert }) => {
    const done = await runBoth('high,low')
    assert.lengthOf(done, 2 * JOBS)
    const early = done.slice(0, JOBS).filter((name) => name === 'low')
    assert.isBelow(early.length, JOBS / 5)
  })
})

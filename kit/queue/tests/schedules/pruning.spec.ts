import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import PruneJobRuns from '#queue/jobs/prune_job_runs'
import { LogPruning } from '#queue/control/log_pruning'
import queue from '#queue/main'
import { untilStatus } from '#queue/tests/support/job_runs'
import { useWorkers } from '#queue/tests/support/workers'

const DAY_MS = 86_400_000
interface Details {
  batch?: string | null
  reason?: string | null
}

const ago = (days: number) => new Date(Date.now() - days * DAY_MS)

async function log(status: string, days: number, { batch = null, reason = null }: Details = {}) {
  const hasEnded = !['waiting', 'running'].includes(status)
  const id = crypto.randomUUID()
  await db.table('job_runs').insert({
    ...{ id, name: 'old', queue: 'low', connection: 'postgres', status, message: '{}' },
    ...{ attempts: 1, backoff: 0, dispatched_at: ago(days), available_at: ago(days) },
    finished_at: hasEnded ? ago(days) : null,
    ...{ batch_id: batch, reason },
  })
  return id
}

async function batchOf(days: number) {
  const id = crypto.randomUUID()
  await db.table('job_batches').insert({ id, total: 1, created_at: ago(days) })
  return id
}

async function idsIn(table: string, key = 'id') {
  const rows = await db.from(table).select(key)
  return rows.map((row) => row[key])
}

test.group('Pruning', (group) => {
  const start = useWorkers(group)
  group.each.teardown(async () => {
    await db.from('queue_workers').delete()
  })

  test('jobs are deleted after their retention, and never before they have ended', async ({
    assert,
  }) => {
    for (const status of ['completed', 'cancelled', 'skipped']) await log(status, 8)
    await log('failed', 31)
    const kept = [await log('completed', 6), await log('failed', 29)]
    kept.push(await log('waiting', 100), await log('running', 100))

    const counts = await new LogPruning(queue).run()
    assert.equal(counts.job_runs, 4)
    assert.sameMembers(await idsIn('job_runs'), kept)
  })

  test('the records that belong to a job are deleted after it', async ({ assert }) => {
    const [ended, open] = [await log('completed', 1), await log('running', 1)]
    const lock = (key: string, job: string, expires: Date) =>
      db.table('job_locks').insert({ name: 'old', key, job_id: job, expires_at: expires })
    await lock('expired', ended, ago(1))
    await lock('running', open, ago(1))
    await lock('valid', ended, ago(-1))
    const cancelled = await log('cancelled', 1, { reason: 'cancelled' })
    const cleared = await log('cancelled', 1, { reason: 'cleared' })
    for (const id of [ended, open, cancelled, cleared]) {
      await db.table('job_cancellations').insert({ job_id: id, created_at: ago(1) })
    }
    const [done, unfinished, failed] = [await batchOf(31), await batchOf(31), await batchOf(31)]
    const young = await batchOf(1)
    await log('completed', 1, { batch: done })
    await log('waiting', 31, { batch: unfinished })
    await log('failed', 2, { batch: failed })

    await new LogPruning(queue).run()
    assert.sameMembers(await idsIn('job_locks', 'key'), ['running', 'valid'])
    assert.sameMembers(await idsIn('job_cancellations', 'job_id'), [open, cancelled])
    assert.sameMembers(await idsIn('job_batches'), [unfinished, failed, young])
  })

  test('workers that have been gone for a day are deleted', async ({ assert }) => {
    const worker = (days: number) => {
      const id = crypto.randomUUID()
      const about = { host: 'old', pid: 1, connection: 'postgres', queues: '{low}', concurrency: 1 }
      return db.table('queue_workers').insert({ id, ...about, beat_at: ago(days) })
    }
    await worker(2)
    await worker(0.5)
    const counts = await new LogPruning(queue).run()
    assert.equal(counts.queue_workers, 1)
  })

  test('a scheduled job prunes the run log', async ({ assert }) => {
    const old = await log('completed', 8)
    const id = await PruneJobRuns.dispatch({})
    start()
    await untilStatus(id, 'completed')
    assert.notInclude(await idsIn('job_runs'), old)
  })
})

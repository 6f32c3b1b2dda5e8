import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { seal } from '#queue/pending_job'
import queue from '#queue/main'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { loseJobs } from '#queue/tests/support/job_runs'
import { useSchedulers } from '#queue/tests/support/ledger'
import { createControl, release } from '#queue/tests/support/schedules'

const guarded = createControl(release((it) => it.name('guarded').daily().withoutOverlapping()))
const { connection } = queue.config
const ANOTHER = connection === 'redis' ? 'rabbitmq' : 'redis'
const BROKER_KNOWS = connection !== 'rabbitmq'

/** Leaves the job of an earlier tick as a killed worker would: it is lost, but still open in the run log. */
async function runAndLose(ago: string) {
  const { jobId: id } = await guarded.run('guarded')
  await loseJobs()
  await db.from('job_runs').where('id', id!).update({ status: 'running' })
  await age(id!, ago)
  return id!
}

async function age(id: string, ago: string) {
  await db.rawQuery(
    'UPDATE job_runs SET dispatched_at = clock_timestamp() - ?::interval WHERE id = ?',
    [ago, id]
  )
}

async function isFired() {
  const { jobId } = await guarded.run('guarded')
  return jobId !== undefined
}

test.group('Schedules | Overlap with a lost job', (group) => {
  useSchedulers(group)

  test('a lost job blocks no longer than the lease if the broker confirms the loss', async ({
    assert,
  }) => {
    await runAndLose('1 minute')
    assert.equal(await isFired(), BROKER_KNOWS)
  })

  test('a young job blocks', async ({ assert }) => {
    await runAndLose('1 second')
    assert.isFalse(await isFired())
  })

  test('a job blocks for a day if its broker cannot be asked', async ({ assert }) => {
    const id = await runAndLose('1 hour')
    await db.from('job_runs').where({ id }).update({ connection: ANOTHER })
    assert.isFalse(await isFired())

    await age(id, '25 hours')
    assert.isTrue(await isFired())
  })

  test('a job that waits in the broker blocks', async ({ assert }) => {
    const id = await runAndLose('1 hour')
    const payload = { payload: { key: 'scheduled' } }
    const pending = seal(
      { name: 'test/record_run_job', job: RecordRunJob, payload, options: {} },
      queue.config
    )
    await queue.driver.publish([{ ...pending, id }])

    assert.isFalse(await isFired())
  })

  test('a job that waits in PostgreSQL for its broker blocks', async ({ assert }) => {
    const { jobId } = await guarded.run('guarded')
    await age(jobId!, '2 days')

    assert.isFalse(await isFired())
  })

  test('a job that a living worker runs blocks at any age', async ({ assert, cleanup }) => {
    const id = await runAndLose('2 days')
    const worker = { id, host: 'here', pid: 1, connection, queues: [], concurrency: 1 }
    await db.table('queue_workers').insert(worker)
    cleanup(async () => void (await db.from('queue_workers').delete()))
    await db.from('job_runs').where({ id }).update({ worker: id })

    assert.isFalse(await isFired())
  })
})

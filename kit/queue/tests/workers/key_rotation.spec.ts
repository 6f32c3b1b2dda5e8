import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import EncryptedJob from '#queue/tests/support/jobs/encrypted_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'
import { encryptionWith } from '#keys/tests/support/previous_key'
import { eventually } from '#tests/support/eventually'
import { runAceWith } from '#tests/support/ace'
import { NEW_KEY, NEW_KEY_ALONE, WITH_FORMER_KEY } from '#tests/support/key_change'

const { connection } = queue.config
const current = encryptionWith(NEW_KEY)

const secretOf = (text: unknown) => current.decrypt<string>(String(text), 'job')

async function rotate() {
  const { stdout, exitCode } = await runAceWith(WITH_FORMER_KEY, 'key:rotate', '--json')
  return { exitCode, ...JSON.parse(stdout) }
}

test.group('A worker with the new and the former key', (group) => {
  const start = useWorkers(group, WITH_FORMER_KEY)

  test('a worker with both keys runs a job of the former key', async () => {
    const key = newKey()
    await EncryptedJob.dispatch({ key, secret: 'four' })
    start()
    await happens(key, 'kept 4')
  })

  if (connection !== 'postgres') {
    test('a job that another broker holds keeps its text until it ends', async ({ assert }) => {
      const key = newKey()
      const id = await EncryptedJob.dispatch({ key, secret: 'four' })
      await eventually(() => db.from('job_runs').where({ id }).first())
      const held = await rotate()
      assert.containsSubset(held.places, [{ place: 'job_runs.message', previous: 1, held: 1 }])
      assert.equal(held.exitCode, 0)

      start()
      await happens(key, 'kept 4')
      await eventually(() => db.from('job_runs').where({ id }).whereNotNull('finished_at').first())
      const ended = await rotate()
      assert.equal(ended.previous, 0)
    })
  }
})

if (connection === 'postgres') {
  test.group('A change of the key on PostgreSQL', (group) => {
    const start = useWorkers(group, NEW_KEY_ALONE)

    test('key:rotate changes a waiting job, a chain, a batch and the run log, so that a worker without the former key runs them', async ({
      assert,
    }) => {
      const [waiting, chained, last] = [newKey(), newKey(), newKey()]
      const id = await EncryptedJob.dispatch({ key: waiting, secret: 'four' })
      await RecordRunJob.dispatch(
        { key: newKey() },
        { chain: [EncryptedJob.with({ key: chained, secret: 'secret' })] }
      )
      await queue.dispatchMany([RecordRunJob.with({ key: newKey() })], {
        batch: { then: EncryptedJob.with({ key: last, secret: 'batched' }) },
      })
      const { changed, previous, exitCode } = await rotate()
      assert.deepEqual([changed, previous, exitCode], [4, 0, 0])

      const job = await db.from('bullmq.job').where({ id }).firstOrFail()
      const run = await db.from('job_runs').where({ id }).firstOrFail()
      for (const { payload } of [job.data, run.message]) assert.include(secretOf(payload), waiting)

      start()
      await happens(waiting, 'kept 4')
      await happens(chained, 'kept 6')
      await happens(last, 'kept 7')
    })

    test('without the former key, a job that no key can read is named', async ({ assert }) => {
      const id = await EncryptedJob.dispatch({ key: newKey(), secret: 'four' })
      const before = await runAceWith(NEW_KEY_ALONE, 'key:rotate')
      assert.equal(before.exitCode, 1)
      assert.include(before.output, `job_runs.message: no key can read the value where id ${id}`)
      assert.include(
        before.output,
        `bullmq.job.data: no key can read the value where queue default, id ${id}`
      )
    })

    test('a job that another broker has keeps its text until it ends', async ({ assert }) => {
      const id = await EncryptedJob.dispatch({ key: newKey(), secret: 'four' })
      await db.from('bullmq.job').where({ id }).delete()
      await db.from('job_runs').where({ id }).update({ connection: 'redis' })
      const { message } = await db.from('job_runs').where({ id }).firstOrFail()
      const held = await rotate()
      assert.containsSubset(held.places, [{ place: 'job_runs.message', previous: 1, held: 1 }])
      assert.equal(held.exitCode, 0)
      const same = await db.from('job_runs').where({ id }).firstOrFail()
      assert.deepEqual(same.message, message)

      const end = { finished_at: new Date(), status: 'failed' }
      await db.from('job_runs').where({ id }).update(end)
      const ended = await rotate()
      assert.equal(ended.previous, 0)
      const after = await db.from('job_runs').where({ id }).firstOrFail()
      assert.isNotNull(secretOf(after.message.payload))
      assert.deepEqual({ ...after.message, payload: null }, { ...message, payload: null })
    })

    test('a plain payload that looks like an encrypted one is left alone', async ({ assert }) => {
      const payload = {
        key: newKey(),
        encrypted: true,
        payload: 'text',
        message: { encrypted: true },
      }
      const id = await RecordRunJob.dispatch(payload as never)
      const { exitCode } = await rotate()
      assert.equal(exitCode, 0)
      const { message } = await db.from('job_runs').where({ id }).firstOrFail()
      assert.deepEqual(message.payload, payload)
    })
  })
}

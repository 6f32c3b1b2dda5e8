import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import Crash from '#tests/support/jobs/crash'
import Fail from '#tests/support/jobs/fail'
import FailWithoutRescue from '#tests/support/jobs/fail_without_rescue'
import Overrun from '#tests/support/jobs/overrun'
import Record from '#tests/support/jobs/record'
import Sleep from '#tests/support/jobs/sleep'
import { tracesOf } from '#tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { WorkerProcess } from '#tests/support/worker_process'

const newKey = () => crypto.randomUUID()

function happens(key: string, ...what: string[]) {
  return eventually(async () => {
    const traces = await tracesOf(key)
    return what.every((one) => traces.includes(one)) && traces
  }, 30_000)
}

async function stateOf(name: string) {
  const row = await db.from('bullmq.job').where('name', name).first()
  return row?.state as string | undefined
}

test.group('Worker', (group) => {
  const workers: WorkerProcess[] = []
  const start = (...args: string[]) => {
    const worker = new WorkerProcess(args)
    workers.push(worker)
    return worker
  }
  group.each.teardown(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end()))
    await db.rawQuery('TRUNCATE bullmq.job CASCADE')
  })

  test('it runs what was dispatched', async ({ assert }) => {
    const key = newKey()
    await Record.dispatch({ key })
    const worker = start()

    assert.deepEqual(await happens(key, 'done'), ['done'])
    await eventually(async () => worker.output.includes('test/record'))
    assert.match(worker.output, /test\/record #\S+ \(default, attempt 1\/3\) completed in \d+ ms/)
  })

  test('a job of a transaction runs after the commit, and never after a rollback', async ({
    assert,
  }) => {
    start()
    const [committed, rolledBack] = [newKey(), newKey()]
    const trx = await db.transaction()
    await queue.dispatch(Record, { key: committed }, { trx })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    assert.isEmpty(await tracesOf(committed), 'before the commit nobody sees it')
    await trx.commit()

    const other = await db.transaction()
    await queue.dispatch(Record, { key: rolledBack }, { trx: other })
    await other.rollback()

    await happens(committed, 'done')
    assert.isEmpty(await tracesOf(rolledBack))
  })

  test('a savepoint that is rolled back takes its job along, and nothing else', async ({
    assert,
  }) => {
    const [outer, inner] = [newKey(), newKey()]
    await db.transaction(async (trx) => {
      await queue.dispatch(Record, { key: outer }, { trx })
      const savepoint = await trx.transaction()
      await queue.dispatch(Record, { key: inner }, { trx: savepoint })
      await savepoint.rollback()

      const { rows } = await trx.rawQuery('SHOW search_path')
      assert.notInclude(rows[0].search_path, 'bullmq')
    })
    start()

    await happens(outer, 'done')
    assert.isEmpty(await tracesOf(inner))
  })

  test('the job of a worker that was killed runs again, within the lease', async ({ assert }) => {
    const key = newKey()
    await Sleep.dispatch({ key, ms: 1500 })
    const killed = start()
    await happens(key, 'started')
    killed.send('SIGKILL')
    start()

    assert.deepEqual(await happens(key, 'done'), ['started', 'started', 'done'])
  })

  test('SIGTERM lets the running job end, takes no new one and exits with 0', async ({
    assert,
  }) => {
    const [running, waiting] = [newKey(), newKey()]
    await Sleep.dispatch({ key: running, ms: 1500 })
    const worker = start('--concurrency=1', '--queue=default')
    await happens(running, 'started')
    await Record.dispatch({ key: waiting })
    worker.send('SIGTERM')

    assert.equal(await worker.exited(), 0)
    assert.deepEqual(await tracesOf(running), ['started', 'done'])
    assert.isEmpty(await tracesOf(waiting))

    start()
    await happens(waiting, 'done')
  })

  test('a job that outlasts the grace time is handed back and runs elsewhere', async ({
    assert,
  }) => {
    const key = newKey()
    await Sleep.dispatch({ key, ms: 4000 })
    const worker = start('--grace=0.5')
    await happens(key, 'started')
    worker.send('SIGTERM')

    assert.equal(await worker.exited(), 0)
    start()
    const traces = await happens(key, 'done')
    assert.lengthOf(
      traces.filter((what) => what === 'started'),
      2
    )
    assert.lengthOf(
      traces.filter((what) => what === 'done'),
      1
    )
  })

  test('a second signal ends it at once', async ({ assert }) => {
    const key = newKey()
    await Sleep.dispatch({ key, ms: 20_000 })
    const worker = start()
    await happens(key, 'started')
    worker.send('SIGTERM')
    await eventually(async () => worker.output.includes('Stopping'))
    worker.send('SIGTERM')

    assert.equal(await worker.exited(), 1)
  })

  test('a job that fails is tried again, then rescued once', async ({ assert }) => {
    const key = newKey()
    await Fail.dispatch({ key })
    const worker = start()

    const traces = await happens(key, 'rescued from: as always')
    assert.deepEqual(traces, ['tried', 'tried', 'rescued from: as always'])
    assert.equal(await stateOf('test/fail'), 'failed')
    assert.isTrue(worker.isRunning)
  })

  test('a job that fails for good without a rescue does not take the worker along', async ({
    assert,
  }) => {
    const key = newKey()
    await FailWithoutRescue.dispatch({})
    const worker = start()
    await eventually(async () => (await stateOf('test/fail_without_rescue')) === 'failed')

    await Record.dispatch({ key })
    await happens(key, 'done')
    assert.isTrue(worker.isRunning)
  })

  test('a job that outruns its timeout is told so and has failed', async ({ assert }) => {
    const key = newKey()
    await Overrun.dispatch({ key })
    start()

    const traces = await happens(key, 'aborted')
    assert.include(traces, 'aborted')
    await eventually(async () => {
      const later = await tracesOf(key)
      return later.some((what) => what.includes('its timeout of 100 ms'))
    })
  })

  test('a job that no worker knows is kept, never completed', async ({ assert }) => {
    queue.registry.add({ 'test/of_tomorrow': () => import('#tests/support/jobs/of_tomorrow') })
    const { default: OfTomorrow } = await import('#tests/support/jobs/of_tomorrow')
    await OfTomorrow.dispatch({})
    const worker = start()

    await eventually(async () => worker.output.includes('is unknown to this release'))
    assert.equal(await stateOf('test/of_tomorrow'), 'delayed')
    assert.isTrue(worker.isRunning)
  })

  test('a job that ends its process three times is dead', async ({ assert }) => {
    const key = newKey()
    await Crash.dispatch({ key })
    for (let crashes = 0; crashes < 3; crashes++) {
      const worker = start()
      assert.equal(await worker.exited(), 'SIGKILL')
    }
    const survivor = start()

    const traces = await happens(key, 'dead')
    assert.lengthOf(
      traces.filter((what) => what === 'crashing'),
      3
    )
    assert.isTrue(survivor.isRunning)
  }).timeout(60_000)

  test('a queue that is not declared is refused', async ({ assert }) => {
    await assert.rejects(
      () => Record.dispatch({ key: 'any' }, { queue: 'urgent' }),
      'There is no queue "urgent". Declared in config/queue.ts: high, default, low'
    )
    const worker = start('--queue=urgent')
    assert.equal(await worker.exited(), 1)
    assert.include(worker.output, 'There is no queue "urgent"')
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { StoredJob } from '#queue/types'
import { aMoment, DriverListener } from '#queue/tests/support/driver_listener'
import { PostgresQueue } from '#queue/tests/support/postgres_queue'
import { storedJob } from '#queue/tests/support/stored_jobs'

interface Turn {
  ended?: { id: string; token: string }[]
  next?: string[]
}

const LOCK_MS = 30_000

async function takeTurn({ ended = [], next = [] }: Turn) {
  const { rows } = await db.rawQuery(
    `SELECT ended, (taken).id, (taken).lock_token AS token
     FROM bullmq.take_turn('default', :ids::text[], :tokens::text[], :next::text[], :lock, :now)`,
    {
      ids: ended.map(({ id }) => id),
      tokens: ended.map(({ token }) => token),
      next,
      lock: LOCK_MS,
      now: Date.now(),
    }
  )
  const taken = rows.filter(({ id }: { id: string | null }) => id)
  return {
    ended: rows.flatMap((row: { ended: string | null }) => row.ended ?? []) as string[],
    taken: Object.fromEntries(
      taken.map((row: { token: string; id: string }) => [row.token, row.id])
    ),
  }
}

async function stateOf(job: StoredJob): Promise<string | undefined> {
  const row = await db.from('bullmq.job').where('id', job.id).first()
  return row?.state
}

test.group('Turns on PostgreSQL', (group) => {
  const queue = new PostgresQueue(group)
  group.each.teardown(async () => {
    await db.from('bullmq.meta').delete()
  })

  async function publish(...options: Partial<StoredJob>[]) {
    const jobs = options.map((one) => storedJob(one))
    for (const job of jobs) await queue.publish(job)
    return jobs
  }

  test('free places get the next jobs, in the order of the queue', async ({ assert }) => {
    const [last, first, second] = await publish({ priority: 2 }, { priority: 1 }, { priority: 1 })
    const { taken } = await takeTurn({ next: ['a', 'b', 'c', 'd'] })
    assert.deepEqual(taken, { a: first.id, b: second.id, c: last.id })
  })

  test('a delayed job is taken when it is due', async ({ assert }) => {
    const [soon] = await publish({ delay: 300 }, { delay: 60_000 })
    const early = await takeTurn({ next: ['a', 'b'] })
    assert.isEmpty(early.taken)

    await aMoment(400)
    const { taken } = await takeTurn({ next: ['a', 'b'] })
    assert.deepEqual(taken, { a: soon.id })
  })

  test('ended jobs are removed, and a job that the worker has lost is not', async ({ assert }) => {
    const [mine, lost] = await publish({}, {})
    await takeTurn({ next: ['a', 'b'] })
    const ended = [
      { id: mine.id, token: 'a' },
      { id: lost.id, token: 'of another worker' },
    ]
    const turn = await takeTurn({ ended })

    assert.deepEqual(turn.ended, [mine.id])
    assert.isUndefined(await stateOf(mine))
    assert.equal(await stateOf(lost), 'active')
  })

  test('a job with {0} is left to BullMQ')
    .with([['parent_id'], ['dedup_id']])
    .run(async ({ assert }, [column]) => {
      const [job] = await publish({})
      await takeTurn({ next: ['a'] })
      await db.from('bullmq.job').where('id', job.id).update(column, 'other')
      const { ended } = await takeTurn({ ended: [{ id: job.id, token: 'a' }] })
      assert.isEmpty(ended)
    })

  test('a job that another transaction locks is left, without waiting', async ({ assert }) => {
    const [ending, waiting] = await publish({}, {})
    await takeTurn({ next: ['a'] })
    const trx = await db.transaction()
    await trx.from('bullmq.job').whereIn('id', [ending.id, waiting.id]).forUpdate()

    const turn = await takeTurn({ ended: [{ id: ending.id, token: 'a' }], next: ['b'] })
    assert.deepEqual(turn, { ended: [], taken: {} })
    await trx.rollback()
  })

  test('a worker ends a job whose row was locked meanwhile', async ({ assert }) => {
    const listener = new DriverListener(async ({ id }) => {
      const trx = await db.transaction()
      await trx.from('bullmq.job').where('id', id).forUpdate()
      setTimeout(() => void trx.rollback(), 500)
      return { status: 'completed' }
    })
    const [job] = await publish({})
    await queue.listen(listener)
    await queue.untilGone(job)
    assert.isEmpty(listener.errors)
    assert.lengthOf(listener.reserved, 1)
  })

  test('a queue with a limit of BullMQ keeps it', async ({ assert }) => {
    await db.table('bullmq.meta').insert({ queue: 'default', field: 'concurrency', value: '1' })
    let running = 0
    const seen: number[] = []
    const listener = new DriverListener(async () => {
      seen.push(++running)
      await aMoment(20)
      running--
      return { status: 'completed' }
    })
    await publish(...Array.from({ length: 6 }, () => ({})))
    await queue.listen(listener)
    await listener.ends(6)
    assert.deepEqual(seen, [1, 1, 1, 1, 1, 1])
  })

  test('a queue that is paused in BullMQ starts no job', async ({ assert }) => {
    await db.table('bullmq.meta').insert({ queue: 'default', field: 'paused', value: '1' })
    await publish({})
    const { taken } = await takeTurn({ next: ['a'] })
    assert.isEmpty(taken)
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { E_DATABASE_SILENT, isUnavailable } from '#http/unavailable'
import { withQueryTimeLimit } from '#http/query_time_limit'

const sleep = (seconds: number) => db.rawQuery('select pg_sleep(?)', [seconds])

async function errorOf(act: () => Promise<unknown>) {
  return act().then(
    () => undefined,
    (error: unknown) => error
  )
}

test.group('Query time limit', () => {
  test('an unanswered query fails at the time limit', async ({ assert }) => {
    const start = performance.now()
    const error = await errorOf(() => withQueryTimeLimit(600, () => sleep(3)))

    assert.instanceOf(error, E_DATABASE_SILENT)
    assert.isBelow(performance.now() - start, 1500)
  })

  test('queries after the time limit fail at once', async ({ assert }) => {
    const [first, second, ms] = await withQueryTimeLimit(600, async () => {
      const before = await errorOf(() => sleep(3))
      const start = performance.now()
      const after = await errorOf(() => sleep(3))
      return [before, after, performance.now() - start]
    })

    assert.instanceOf(first, E_DATABASE_SILENT)
    assert.instanceOf(second, E_DATABASE_SILENT)
    assert.isBelow(ms, 50)
  })

  test('the waits of all queries are added up', async ({ assert }) => {
    const start = performance.now()
    const error = await errorOf(() =>
      withQueryTimeLimit(600, async () => {
        for (let number = 0; number < 10; number++) await sleep(0.4)
      })
    )

    assert.instanceOf(error, E_DATABASE_SILENT)
    assert.isBelow(performance.now() - start, 1500)
  })

  test('simultaneous waits count once', async ({ assert }) => {
    const error = await errorOf(() =>
      withQueryTimeLimit(1500, async () => {
        await Promise.all([sleep(0.4), sleep(0.4), sleep(0.4), sleep(0.4)])
        await sleep(0.7)
      })
    )
    assert.isUndefined(error)
  })

  test('earlier waits shorten the wait for a connection', async ({ assert }) => {
    const { max } = db.connection().getWriteClient().client.pool
    const [error, ms] = await withQueryTimeLimit(600, async () => {
      await sleep(0.4)
      const others = await Promise.all(Array.from({ length: max }, () => db.transaction()))
      const start = performance.now()
      const refused = await errorOf(() => sleep(0))
      const waited = performance.now() - start
      await Promise.all(others.map((trx) => trx.rollback()))
      return [refused, waited]
    })

    assert.isTrue(isUnavailable(error))
    assert.isBelow(ms, 1000)
  })

  test('a query over the limit rolls its transaction back', async ({ assert }) => {
    const start = performance.now()
    const error = await errorOf(() =>
      withQueryTimeLimit(600, () =>
        db.transaction(async (trx) => {
          await trx.table('rate_limits').insert({ key: 'of-a-test', points: 1 })
          await trx.rawQuery('select pg_sleep(3)')
        })
      )
    )

    assert.instanceOf(error, E_DATABASE_SILENT)
    assert.isBelow(performance.now() - start, 1500)
    assert.isEmpty(await db.from('rate_limits').where('key', 'of-a-test'))
  })

  test('a slow page may set its own limit', async ({ assert }) => {
    const error = await errorOf(() =>
      withQueryTimeLimit(500, () => withQueryTimeLimit(5000, () => sleep(0.9)))
    )
    assert.isUndefined(error)
  })

  test('a query outside a request has no limit', async ({ assert }) => {
    assert.isUndefined(await errorOf(() => sleep(2.5)))
  })

  test('an answer that arrives while the process is busy is accepted', async ({ assert }) => {
    await sleep(0)
    const error = await errorOf(() =>
      withQueryTimeLimit(500, async () => {
        const answer = sleep(0.05)
        await new Promise((resolve) => setTimeout(resolve, 20))
        for (const end = performance.now() + 800; performance.now() < end;);
        return answer
      })
    )
    assert.isUndefined(error)
  })
})

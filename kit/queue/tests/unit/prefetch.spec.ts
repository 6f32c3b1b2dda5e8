import { test } from '@japa/runner'
import { setTimeout as wait } from 'node:timers/promises'
import { Prefetch } from '#queue/drivers/bullmq/prefetch'

/** One slot, with up to ten prefetched jobs, which become stale after 20 ms when the event loop is blocked. */
function prefetch() {
  const worker = { concurrency: 1 }
  return { worker, jobs: new Prefetch(worker, { places: 1, most: 10, stale: 20 }) }
}

async function run(jobs: Prefetch, count: number, milliseconds = 0) {
  for (let job = 0; job < count; job++) {
    await jobs.begin()
    jobs.end(performance.now() - milliseconds)
  }
}

function block(milliseconds: number) {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

test.group('Prefetch', () => {
  test('a worker prefetches after short jobs, and stops after a long one', async ({ assert }) => {
    const { worker, jobs } = prefetch()
    await run(jobs, 20)
    assert.equal(worker.concurrency, 1)
    await run(jobs, 100)
    assert.equal(worker.concurrency, 10)
    await run(jobs, 1, 100)
    assert.equal(worker.concurrency, 1)
  })

  test('a worker prefetches only as many jobs as can start within 5 ms', async ({ assert }) => {
    const { worker, jobs } = prefetch()
    await run(jobs, 500, 2)
    assert.equal(worker.concurrency, 1 + 2)
  })

  test('a prefetched job that may have expired does not start', async ({ assert }) => {
    const { jobs } = prefetch()
    await jobs.begin()
    const held = [jobs.begin(), jobs.begin()]
    block(30)
    jobs.end(performance.now())
    assert.deepEqual(await Promise.all(held), [false, false])
  })

  test('requested jobs that arrive late are released before those that came first', async ({
    assert,
  }) => {
    const { jobs } = prefetch()
    const released: number[] = []
    const hold = async (number: number) => {
      await jobs.begin()
      released.push(number)
    }
    await jobs.begin()
    const held = [hold(1)]
    await wait(30)
    held.push(hold(2))
    await wait(30)
    held.push(hold(3))
    await Promise.all(held)
    assert.deepEqual(released, [3, 2, 1])
  })

  test('no job starts while the prefetch is closed', async ({ assert }) => {
    const { jobs } = prefetch()
    jobs.close()
    const first = jobs.begin()
    assert.isFalse(await first)

    const second = jobs.begin()
    jobs.open()
    assert.isTrue(await second)
  })
})

import { test } from '@japa/runner'
import { setTimeout as wait } from 'node:timers/promises'
import { DispatchLimiter, NoAnswer } from '#queue/dispatch_limiter'

const never = () => new Promise<never>(() => {})

test.group('Dispatch limiter', () => {
  test('dispatches start in order, within the limit of concurrent ones', async ({ assert }) => {
    const limiter = new DispatchLimiter(2)
    const begun: number[] = []
    let most = 0
    let running = 0
    await Promise.all(
      [0, 1, 2, 3, 4].map((number) =>
        limiter.run(async () => {
          begun.push(number)
          most = Math.max(most, ++running)
          await wait(5)
          running--
        })
      )
    )
    assert.deepEqual(begun, [0, 1, 2, 3, 4])
    assert.equal(most, 2)
  })

  test('the wait for a turn does not count while the broker answers', async ({ assert }) => {
    const limiter = new DispatchLimiter(1)
    const answers = Array.from({ length: 6 }, (_, number) =>
      limiter.run(() => wait(600, number), 1000)
    )
    assert.deepEqual(await Promise.all(answers), [0, 1, 2, 3, 4, 5])
  })

  test('a dispatch waits at most two seconds if the broker does not answer', async ({ assert }) => {
    const limiter = new DispatchLimiter(1)
    const started = performance.now()
    let hasBegun = false
    const refused = await Promise.allSettled([
      limiter.run(never),
      limiter.run(async () => (hasBegun = true)),
    ])
    const took = performance.now() - started
    assert.isTrue(refused.every((one) => one.status === 'rejected' || hasBegun))
    assert.isBelow(took, 2500)
  })

  test('a dispatch that timed out never starts', async ({ assert }) => {
    const limiter = new DispatchLimiter(1)
    let hasBegun = false
    void limiter.run(never, 5000).catch(() => undefined)
    const late = limiter.run(async () => (hasBegun = true))
    await assert.rejects(() => late, NoAnswer as never)
    assert.isFalse(hasBegun)
  })

  test('an error counts as an answer and frees its place', async ({ assert }) => {
    const limiter = new DispatchLimiter(1)
    await assert.rejects(
      () => limiter.run(async () => Promise.reject(new Error('refused'))),
      'refused'
    )
    assert.equal(await limiter.run(async () => 1), 1)
  })
})

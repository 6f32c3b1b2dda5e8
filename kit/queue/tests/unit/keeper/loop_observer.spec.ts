import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { monotonicNow } from '#queue/keeper/held_jobs'
import { LoopObserver } from '#queue/keeper/loop_observer'

const EVERY_MS = 20

function freeze(ms: number) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/** Looks for so long, and returns the last answer. */
async function lookFor(observer: LoopObserver, ms: number) {
  const end = monotonicNow() + ms
  let answer: number | undefined
  while (monotonicNow() < end) {
    await wait(EVERY_MS)
    answer = observer.look()
  }
  return answer
}

test.group('Loop observer', () => {
  test('an event loop that ticks is not blocked', async ({ assert }) => {
    let ticks = 0
    const observer = new LoopObserver(() => ticks++, EVERY_MS)
    assert.isUndefined(await lookFor(observer, 10 * EVERY_MS))
  })

  test('an event loop that ticks no more is blocked since its last tick', async ({ assert }) => {
    const observer = new LoopObserver(() => 1, EVERY_MS)
    observer.look()
    const stopped = monotonicNow()
    const since = await lookFor(observer, 20 * EVERY_MS)
    assert.closeTo(since!, stopped, 5 * EVERY_MS)
  })

  test('a process that was frozen has not blocked its event loop', async ({ assert }) => {
    const observer = new LoopObserver(() => 1, EVERY_MS)
    observer.look()
    freeze(30 * EVERY_MS)
    assert.isUndefined(observer.look())
  })
})

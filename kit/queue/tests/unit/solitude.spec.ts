import { setImmediate as nextRound } from 'node:timers/promises'
import { test } from '@japa/runner'
import { CancellationSource } from '#queue/cancellation'
import { Solitude } from '#queue/worker/solitude'

test.group('Solitude', () => {
  test('jobs start at once side by side if none is a possible crasher', ({ assert }) => {
    const solitude = new Solitude()
    assert.isAbove(solitude.enter(new CancellationSource()) as number, 0)
    assert.isAbove(solitude.enter(new CancellationSource()) as number, 0)
  })

  test('possible crashers run one after another, and no job runs beside them', async ({
    assert,
  }) => {
    const solitude = new Solitude()
    const begun: string[] = []
    const enter = async (name: string, patience?: number) => {
      await solitude.enter(new CancellationSource(), patience)
      begun.push(name)
    }
    void enter('plain')
    void enter('first', 60_000)
    void enter('second', 60_000)
    void enter('behind')
    void enter('also behind')

    const order = [
      ['plain'],
      ['plain', 'first'],
      ['plain', 'first', 'second'],
      ['plain', 'first', 'second', 'behind', 'also behind'],
    ]
    for (const expected of order) {
      await nextRound()
      assert.deepEqual(begun, expected)
      solitude.leave(1)
    }
  })

  test('a possible crasher that is cancelled while it waits lets the others start', async ({
    assert,
  }) => {
    const solitude = new Solitude()
    const cancellation = new CancellationSource()
    void solitude.enter(new CancellationSource())
    const crasher = solitude.enter(cancellation, 60_000)
    const other = solitude.enter(new CancellationSource())
    cancellation.cancel(new Error('The worker stops'))

    assert.equal(await crasher, 0)
    assert.isAbove(await other, 0)
    assert.equal(solitude.enter(cancellation, 60_000), 0)
  })

  test('a possible crasher that has waited too long starts beside running jobs', async ({
    assert,
  }) => {
    const solitude = new Solitude()
    const slow = await solitude.enter(new CancellationSource())
    const crasher = await solitude.enter(new CancellationSource(), 20)
    const other = Promise.resolve(solitude.enter(new CancellationSource()))
    solitude.leave(slow)
    assert.equal(await Promise.race([other, nextRound('waits')]), 'waits')
    solitude.leave(crasher)
    assert.isAbove(await other, 0)
  })

  test('a possible crasher that shares its worker delays no other job', async ({ assert }) => {
    const solitude = new Solitude()
    const first = await solitude.enter(new CancellationSource(), 60_000)
    const second = Promise.resolve(solitude.enter(new CancellationSource(), 60_000))
    const other = Promise.resolve(solitude.enter(new CancellationSource()))
    solitude.share()
    const round = await second
    solitude.leave(first)
    assert.equal(await Promise.race([other, nextRound('waits')]), 'waits')
    solitude.leave(round)
    assert.isAbove(await other, 0)
  })
})

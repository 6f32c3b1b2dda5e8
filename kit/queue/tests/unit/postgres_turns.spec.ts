import { test } from '@japa/runner'
import { PostgresTurns, type TurnRequest } from '#queue/drivers/bullmq/internals/postgres_turns'

const endedBy = (token: string) => ({ ended: { id: `job of ${token}`, token }, next: token })

/** Answers like `take_turn`, for a queue that always has a job. */
function answersOf(requests: TurnRequest[]) {
  return requests.flatMap(({ ended, next }) => [
    { ended: ended?.id ?? null, lock_token: null },
    { ended: null, lock_token: next, id: `next of ${next}` },
  ])
}

test.group('Turns of a worker on PostgreSQL', () => {
  test('requests that come while a statement runs go with the next one', async ({ assert }) => {
    const statements: TurnRequest[][] = []
    const running = Promise.withResolvers<void>()
    const turns = new PostgresTurns(async (requests) => {
      statements.push(requests)
      await running.promise
      return answersOf(requests)
    })
    const first = turns.request(endedBy('a'))
    const early = turns.request({ next: 'b' })
    await new Promise((resolve) => setTimeout(resolve, 5))
    const late = ['c', 'd', 'e'].map((token) => turns.request(endedBy(token)))
    running.resolve()

    assert.containsSubset(await first, { isEnded: true, taken: { id: 'next of a' } })
    assert.containsSubset(await early, { isEnded: false, taken: { id: 'next of b' } })
    for (const answer of await Promise.all(late)) assert.isTrue(answer.isEnded)
    assert.deepEqual(
      statements.map((requests) => requests.length),
      [2, 3]
    )
  })

  test('an error of one statement reaches its requests only', async ({ assert }) => {
    let statements = 0
    const turns = new PostgresTurns(async (requests) => {
      if (++statements === 1) throw new Error('PostgreSQL is away')
      return answersOf(requests)
    })
    const lost = [turns.request(endedBy('a')), turns.request({ next: 'b' })]
    for (const request of lost) await assert.rejects(() => request, 'PostgreSQL is away')

    const { isEnded } = await turns.request(endedBy('a'))
    assert.isTrue(isEnded)
  })
})

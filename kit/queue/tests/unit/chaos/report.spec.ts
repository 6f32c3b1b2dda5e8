import { test } from '@japa/runner'
import { isGreen, tableOf } from '#queue/tests/chaos/report'
import type { RoundResult } from '#queue/tests/chaos/round_plan'

const RESULT: RoundResult = {
  ...{ dispatched: 2700, rolledBack: 300, unknown: 5, completed: 2700 },
  ...{ lost: 0, phantom: 0, twice: 12, doubled: 0, recovered: 3, open: 0 },
  faults: {
    ...{ killed: 30, frozen: 4, stopped: 6, brokerKilled: 5, brokerFrozen: 1 },
    ...{ databaseCut: 3, databaseFrozen: 2 },
  },
  ...{ failed: [], lostRuns: [], seconds: 300 },
}

test.group('Chaos | report', () => {
  test('a job that ran twice is not a fault', ({ assert }) => {
    assert.isTrue(isGreen(RESULT))
  })

  test('a {$self} job is a fault')
    .with(['lost', 'phantom', 'doubled', 'open'] as const)
    .run(({ assert }, count) => {
      assert.isFalse(isGreen({ ...RESULT, [count]: 1 }))
    })

  test('the table has a line for each count, and the log entries of lost jobs', ({ assert }) => {
    const lines = tableOf('redis', { ...RESULT, lost: 1, lostRuns: [{ kind: 'chain' }] })
    assert.equal(lines[0], 'redis')
    assert.match(lines.join('\n'), /^dispatched +2,700$/m)
    assert.match(lines.join('\n'), /^lost +1$/m)
    assert.match(lines.join('\n'), /^lost: {"kind":"chain"}$/m)
  })
})

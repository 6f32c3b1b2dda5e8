import { test } from '@japa/runner'
import { cadenceOf, lastTick } from '#queue/schedules/cadence'
import { planTicks } from '#queue/schedules/planned_ticks'
import type { MissedPolicy } from '#queue/schedules/types'

const HOUR = 3_600_000
const NOON = Date.parse('2026-11-23T12:00Z')

const cadence = (text: string) => cadenceOf({ cadence: text, timezone: 'UTC' })

function statuses(policy: MissedPolicy, from: number, now: number, text = '0 * * * *') {
  return planTicks(cadence(text), policy, from, now).map(({ status }) => status)
}

test.group('Schedules | Planned ticks', () => {
  test('a duration is counted from 1970, so all schedulers have the same ticks', ({ assert }) => {
    const every = cadence('every 30s')
    assert.equal(every.next(NOON + 1234), NOON + 30_000)
    assert.equal(every.next(NOON), NOON + 30_000)
    assert.equal(every.next(NOON - 1), NOON)
  })

  test('a tick that is fired within a minute is in time, a later one is late', ({ assert }) => {
    assert.deepEqual(statuses('once', NOON, NOON + 60_000), ['ran'])
    assert.deepEqual(statuses('once', NOON, NOON + 60_001), ['late'])
  })

  test('a tick is late when the next one is due', ({ assert }) => {
    assert.deepEqual(statuses('all', NOON, NOON + 1500, 'every 1s'), ['late', 'ran'])
  })

  test('only the newest of uneven ticks is in time, with the policy {policy}')
    .with([
      { policy: 'once' as const, expected: ['missed', 'ran'] },
      { policy: 'all' as const, expected: ['late', 'ran'] },
      { policy: 'skip' as const, expected: ['missed', 'ran'] },
    ])
    .run(({ assert }, { policy, expected }) => {
      for (const now of [NOON + 5000, NOON + 6000]) {
        assert.deepEqual(statuses(policy, NOON, now, '0,5 0 * * * *'), expected)
      }
    })

  test('three missed ticks are handled by the policy {policy}')
    .with([
      { policy: 'once' as const, expected: ['missed', 'missed', 'late'] },
      { policy: 'all' as const, expected: ['late', 'late', 'late'] },
      { policy: 'skip' as const, expected: ['missed', 'missed', 'missed'] },
    ])
    .run(({ assert }, { policy, expected }) => {
      assert.deepEqual(statuses(policy, NOON, NOON + 2.5 * HOUR), expected)
    })

  test('a tick in time runs once for all missed ones', ({ assert }) => {
    const now = NOON + 2 * HOUR + 1000
    assert.deepEqual(statuses('once', NOON, now), ['missed', 'missed', 'ran'])
    assert.deepEqual(statuses('skip', NOON, now), ['missed', 'missed', 'ran'])
  })

  test('a thousand of a month of missed seconds run, and the others are summarized in a sentence', ({
    assert,
  }) => {
    const now = NOON + 30 * 24 * HOUR + 500
    const planned = planTicks(cadence('every 1s'), 'all', NOON, now)

    assert.lengthOf(planned, 1001)
    assert.equal(planned.filter(({ status }) => status === 'missed').length, 1)
    assert.deepEqual(planned[999], {
      dueAt: NOON + 999_000,
      status: 'missed',
      reason:
        'it also stands for all later ticks before 2026-12-23T12:00:00.000Z: more than 1000 were missed',
    })
    assert.deepEqual(planned[1000], { dueAt: now - 500, status: 'ran', reason: null })
  })

  test('a thousand ticks need no summary', ({ assert }) => {
    const planned = planTicks(cadence('every 1s'), 'all', NOON, NOON + 999_000)
    assert.lengthOf(planned, 1000)
    assert.isTrue(planned.every(({ reason }) => reason === null))
  })

  test('the last tick before an instant is found for {text}, however long ago the first was')
    .with([
      { text: '0 3 * * *', expected: '2026-11-23T03:00Z' },
      { text: '0 0 1 1 *', expected: '2026-01-01T00:00Z' },
      { text: 'every 7m', expected: '2026-11-23T11:55Z' },
    ])
    .run(({ assert }, { text, expected }) => {
      const first = cadence(text).next(Date.parse('2020-01-01T00:00Z'))
      assert.equal(lastTick(cadence(text), first, NOON), Date.parse(expected))
      assert.equal(lastTick(cadence(text), Date.parse(expected), NOON), Date.parse(expected))
    })
})

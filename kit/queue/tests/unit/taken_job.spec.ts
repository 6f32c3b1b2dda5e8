import { test } from '@japa/runner'
import { Stop } from '#queue/stop'
import type { TakenJob } from '#queue/drivers/driver'
import { mistakeIn } from '#queue/worker/taken_job'

const taken: TakenJob = {
  id: '01a2108b-6249-78cf-90ba-cf4e5db893fa',
  name: 'greet',
  queue: 'default',
  message: { payload: {} },
  attempt: 1,
  attempts: 3,
  backoff: 5000,
  crashes: 0,
  suspect: false,
  stop: new Stop(),
}

test.group('A job that was taken', () => {
  test('one of ours has no mistake', ({ assert }) => {
    assert.isUndefined(mistakeIn(taken))
    assert.isUndefined(mistakeIn({ ...taken, crashes: 2, attempt: 3 }))
  })

  test('a number that is none is noticed: {$self}')
    .with(['attempt', 'attempts', 'backoff', 'crashes'] as const)
    .run(({ assert }, field) => {
      for (const value of [Number.NaN, -1, 1.5, '1']) {
        assert.equal(mistakeIn({ ...taken, [field]: value as never }), field)
      }
    })
})

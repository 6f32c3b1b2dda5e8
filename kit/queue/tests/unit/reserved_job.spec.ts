import { test } from '@japa/runner'
import { CancellationSource } from '#queue/cancellation'
import type { ReservedJob } from '#queue/drivers/driver'
import { validateReservedJob } from '#queue/worker/reserved_job'

const reserved: ReservedJob = {
  id: '01a2108b-6249-78cf-90ba-cf4e5db893fa',
  name: 'greet',
  queue: 'default',
  message: { payload: {} },
  attempt: 1,
  attempts: 3,
  backoff: 5000,
  crashes: 0,
  possibleDuplicate: false,
  cancellation: new CancellationSource(),
}

test.group('Reserved job', () => {
  test('a valid job passes the validation', ({ assert }) => {
    assert.isUndefined(validateReservedJob(reserved))
    assert.isUndefined(validateReservedJob({ ...reserved, crashes: 2, attempt: 3 }))
  })

  test('an invalid number is reported: {$self}')
    .with(['attempt', 'attempts', 'backoff', 'crashes'] as const)
    .run(({ assert }, field) => {
      for (const value of [Number.NaN, -1, 1.5, '1']) {
        assert.equal(validateReservedJob({ ...reserved, [field]: value as never }), field)
      }
    })
})

import { test } from '@japa/runner'
import { defineConfig } from '#queue/define_config'
import { backoffAfter, seal } from '#queue/envelope'
import { Job } from '#queue/job'
import { createJobId } from '#queue/job_id'

class Patient extends Job {
  static queue = 'low'
  static attempts = 7
  static backoff = '1m'

  async handle() {}
}

const config = defineConfig({})

test.group('Envelope', () => {
  test('the options win over the class, and the class over the defaults', ({ assert }) => {
    const ofClass = seal('patient', Patient, { id: 1 }, {}, config)
    assert.deepEqual(ofClass, {
      id: ofClass.id,
      name: 'patient',
      queue: 'low',
      payload: '{"id":1}',
      attempts: 7,
      backoff: 60_000,
      delay: 0,
      priority: undefined,
    })
    const ofOptions = seal(
      'patient',
      Patient,
      {},
      { queue: 'high', backoff: 5, delay: '2s' },
      config
    )
    assert.containsSubset(ofOptions, { queue: 'high', attempts: 7, backoff: 5, delay: 2000 })
  })

  test('an option that makes no sense is refused')
    .with([
      { options: { attempts: 0 }, reason: 'attempts is a whole number from 1' },
      { options: { priority: -1 }, reason: 'priority is a whole number from 1 to 2097151' },
      { options: { delay: -1 }, reason: 'delay is not negative' },
    ])
    .run(({ assert }, { options, reason }) => {
      assert.throws(
        () => seal('patient', Patient, {}, options, config),
        `The job "patient" was not dispatched: ${reason}`
      )
    })

  test('the backoff doubles, by half of it less, up to an hour', ({ assert }) => {
    for (let round = 0; round < 50; round++) {
      assert.isTrue(isBetween(backoffAfter(1, 1000), 500, 1000))
      assert.isTrue(isBetween(backoffAfter(4, 1000), 4000, 8000))
      assert.isTrue(isBetween(backoffAfter(100, 1000), 1_800_000, 3_600_000))
    }
  })

  test('an id is a UUID that sorts by its time', ({ assert }) => {
    assert.match(createJobId(), /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    assert.isBelow(createJobId(1000).localeCompare(createJobId(1001)), 0)
    assert.notEqual(createJobId(1000), createJobId(1000))
  })

  test('a broker without a driver is refused', ({ assert }) => {
    assert.throws(
      () => defineConfig({ connection: 'redis' }),
      'QUEUE_CONNECTION is "redis", which has no driver yet. Leave it unset or set it to one of: postgres'
    )
  })
})

function isBetween(value: number, from: number, to: number) {
  return value >= from && value <= to
}

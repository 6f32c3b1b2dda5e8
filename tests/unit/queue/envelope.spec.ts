import { test } from '@japa/runner'
import { defineConfig } from '#queue/define_config'
import { backoffAfter } from '#queue/duration'
import { seal } from '#queue/envelope'
import { Job } from '#queue/job'
import { createJobId } from '#queue/job_id'
import type { JobOptions } from '#queue/types'

class Patient extends Job {
  static queue = 'low'
  static attempts = 7
  static backoff = '1m'

  async handle() {}
}

const config = defineConfig({})
const sealPatient = (options: JobOptions, as = config) =>
  seal({ name: 'patient', job: Patient, payload: { payload: { id: 1 } }, options }, as)

test.group('Envelope', () => {
  test('the options win over the class, and the class over the defaults', ({ assert }) => {
    const ofClass = sealPatient({})
    assert.deepEqual(ofClass, {
      id: ofClass.id,
      name: 'patient',
      queue: 'low',
      connection: 'postgres',
      message: { payload: { id: 1 } },
      attempts: 7,
      backoff: 60_000,
      delay: 0,
      priority: undefined,
    })
    const ofOptions = sealPatient({ queue: 'high', backoff: 5, delay: '2s' })
    assert.containsSubset(ofOptions, { queue: 'high', attempts: 7, backoff: 5, delay: 2000 })
  })

  test('an option that makes no sense is refused')
    .with([
      { options: { attempts: 0 }, reason: 'attempts is a whole number from 1' },
      { options: { priority: -1 }, reason: 'priority is a whole number from 1 to 2097151' },
      { options: { delay: -1 }, reason: 'delay is not negative' },
    ])
    .run(({ assert }, { options, reason }) => {
      assert.throws(() => sealPatient(options), `The job "patient" was not dispatched: ${reason}`)
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

  test('what RabbitMQ cannot do is refused', ({ assert }) => {
    const rabbitmq = defineConfig({ connection: 'rabbitmq' })
    assert.throws(() => sealPatient({ priority: 1 }, rabbitmq), /RabbitMQ has no priorities/)
    assert.throws(() => sealPatient({ timeout: '30m' }, rabbitmq), /the ackTimeout .*, 30m/)
  })

  test('a configuration that makes no sense is refused')
    .with([
      { settings: { connection: 'kafka' }, mistake: /QUEUE_CONNECTION is "kafka"/ },
      { settings: { queues: { outbox: 1 } }, mistake: /cannot be named "outbox"/ },
      { settings: { queues: { 'a b': 1 } }, mistake: /"a b" has a name of other characters/ },
      { settings: { queues: { default: 0 } }, mistake: /the weight of the queue "default"/ },
      { settings: { queues: { high: 1 } }, mistake: /defaults.queue is "default"/ },
    ])
    .run(({ assert }, { settings, mistake }) => {
      assert.throws(() => defineConfig(settings as never), mistake)
    })
})

function isBetween(value: number, from: number, to: number) {
  return value >= from && value <= to
}

import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { defineConfig } from '#queue/define_config'
import { backoffAfter } from '#queue/duration'
import { seal } from '#queue/pending_job'
import { Job } from '#queue/job'
import { createJobId } from '#queue/job_id'
import type { JobOptions } from '#queue/types'

class LowPriorityJob extends Job {
  static queue = 'low'
  static attempts = 7
  static backoff = '1m'

  async handle() {}
}

const DURATION = "Give milliseconds, or a text such as '30s' or '5m'"

const config = defineConfig({})
const sealJob = (options: JobOptions, as = config) =>
  seal({ name: 'patient', job: LowPriorityJob, payload: { payload: { id: 1 } }, options }, as)

test.group('StoredJob', () => {
  test('job options override the class, and the class overrides the defaults', ({ assert }) => {
    const ofClass = sealJob({})
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
    const ofOptions = sealJob({ queue: 'high', backoff: 5, delay: '2s' })
    assert.containsSubset(ofOptions, { queue: 'high', attempts: 7, backoff: 5, delay: 2000 })
  })

  test('an invalid option is refused with the accepted values')
    .with([
      { options: { attempts: 0 }, reason: 'attempts is 0. Give a whole number from 1' },
      { options: { attempts: '3' }, reason: "attempts is '3'. Give a whole number from 1" },
      {
        options: { priority: -1 },
        reason: 'priority is -1. Give a whole number from 1 to 2097151',
      },
      { options: { delay: -1 }, reason: 'delay is -1. Give 0 or more' },
      { options: { delay: 'soon' }, reason: `delay is 'soon'. ${DURATION}` },
      { options: { delay: Infinity }, reason: `delay is Infinity. ${DURATION}` },
      { options: { delay: '200y' }, reason: "delay is '200y'. Give at most 36500 days" },
      { options: { backoff: Number.NaN }, reason: `backoff is NaN. ${DURATION}` },
      { options: { backoff: '30d' }, reason: "backoff is '30d'. Give at most 24 days" },
      { options: { backoff: { delay: 'x' } }, reason: `backoff.delay is 'x'. ${DURATION}` },
      {
        options: { backoff: { type: 'fixed' } },
        reason: `backoff.delay is undefined. ${DURATION}`,
      },
      {
        options: { backoff: { type: 'jumpy', delay: 1 } },
        reason: "backoff.type is 'jumpy'. Give 'exponential' or 'fixed'",
      },
      {
        options: { backoff: { type: 'fixed', delay: 1, jitter: 0.5 } },
        reason: 'backoff has no "jitter", only type and delay',
      },
      { options: { timeout: 0 }, reason: 'timeout is 0. Give at least 1 ms' },
      { options: { timeout: '30d' }, reason: "timeout is '30d'. Give at most 24 days" },
      { options: { expiresIn: [] }, reason: `expiresIn is []. ${DURATION}` },
      { options: { at: '2030-01-01' }, reason: "at is '2030-01-01'. Give a DateTime of Luxon" },
      { options: { at: DateTime.fromISO('x') }, reason: /^at is no point in time: the input "x"/ },
      {
        options: { delay: 1, at: DateTime.now() },
        reason: 'it has a delay and an at. Give one of them',
      },
      {
        options: { unique: {} },
        reason: /^unique.key is undefined. Give a number, or a text of 1 to/,
      },
      { options: { unique: { key: 'k'.repeat(256) } }, reason: /^unique.key is 'kkk/ },
      { options: { unique: { key: '\0' } }, reason: /^unique.key is/ },
      { options: { unique: { key: 1, for: 'x' } }, reason: `unique.for is 'x'. ${DURATION}` },
      {
        options: { unique: { key: 1, ever: 1 } },
        reason: 'unique has no "ever", only key, until and for',
      },
      { options: { chain: [LowPriorityJob] }, reason: /^chain is not a list of jobs such as/ },
      { options: null, reason: "options is null. Give an object such as { delay: '5m' }" },
      { options: 5000, reason: /^options is 5000. Give an object/ },
      { options: { trx: {} }, reason: /^trx belongs to the dispatch, not to a job of it/ },
      { options: { batch: {} }, reason: /^batch belongs to dispatchMany/ },
      { options: { tries: 3 }, reason: /^there is no option "tries", only trx, queue/ },
    ])
    .run(({ assert }, { options, reason }) => {
      const message = messageOf(() => sealJob(options as never))
      const told = message.replace('The job "patient" was not dispatched: ', '')
      assert.notEqual(told, message)
      if (typeof reason === 'string') assert.equal(told, reason)
      else assert.match(told, reason)
    })

  test("a past time, half a millisecond and BullMQ's backoff object are accepted", ({ assert }) => {
    const past = DateTime.now().minus({ days: 1 })
    assert.equal(sealJob({ at: past }).delay, 0)
    assert.equal(sealJob({ delay: 1.5 }).delay, 2)
    const exponential = sealJob({ backoff: { type: 'exponential', delay: 10 } })
    assert.containsSubset(exponential, { backoff: 10, message: { fixedBackoff: undefined } })
    const fixed = sealJob({ backoff: { type: 'fixed', delay: 10 } })
    assert.containsSubset(fixed, { backoff: 10, message: { fixedBackoff: true } })
  })

  test('the backoff doubles with up to 50 % jitter, up to an hour', ({ assert }) => {
    for (let round = 0; round < 50; round++) {
      assert.isTrue(isBetween(backoffAfter(1, 1000), 500, 1000))
      assert.isTrue(isBetween(backoffAfter(4, 1000), 4000, 8000))
      assert.isTrue(isBetween(backoffAfter(100, 1000), 1_800_000, 3_600_000))
    }
    assert.equal(backoffAfter(2000, 0), 0)
  })

  test('an id is a UUID that sorts by time', ({ assert }) => {
    assert.match(createJobId(), /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    assert.isBelow(createJobId(1000).localeCompare(createJobId(1001)), 0)
    assert.notEqual(createJobId(1000), createJobId(1000))
  })

  test('an option that RabbitMQ does not support is refused', ({ assert }) => {
    const rabbitmq = defineConfig({ connection: 'rabbitmq' })
    assert.throws(() => sealJob({ priority: 1 }, rabbitmq), /a priority, and RabbitMQ has none/)
    assert.throws(
      () => sealJob({ timeout: '30m' }, rabbitmq),
      /1800000 ms is not shorter than RabbitMQ's ack timeout, 30m/
    )
  })

  test('an invalid configuration is refused')
    .with([
      { settings: { connection: 'kafka' }, mistake: /QUEUE_CONNECTION is "kafka"/ },
      { settings: { queues: { outbox: 1 } }, mistake: /cannot be named "outbox"/ },
      { settings: { queues: { dead: 1 } }, mistake: /cannot be named "dead"/ },
      { settings: { queues: { 'a b': 1 } }, mistake: /"a b" may only have letters/ },
      { settings: { queues: { default: 0 } }, mistake: /the weight of the queue "default"/ },
      { settings: { lease: 'x' }, mistake: /: lease \(QUEUE_LEASE\) is 'x'. Give milliseconds/ },
      { settings: { lease: 20 }, mistake: /: lease \(QUEUE_LEASE\) is 20. Give at least 1000 ms/ },
      { settings: { defaults: { attempts: 0 } }, mistake: /: defaults.attempts is 0. Give/ },
      { settings: { defaults: { backoff: '25d' } }, mistake: /: defaults.backoff is '25d'. Give/ },
      { settings: { retention: { failed: -1 } }, mistake: /: retention.failed is -1. Give/ },
      { settings: { thresholds: { depth: 'x' } }, mistake: /: thresholds has 'x'. Give/ },
      { settings: { queues: { high: 1 } }, mistake: /defaults.queue is "default"/ },
    ])
    .run(({ assert }, { settings, mistake }) => {
      assert.throws(() => defineConfig(settings as never), mistake)
    })
})

function messageOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing was thrown'
}

function isBetween(value: number, from: number, to: number) {
  return value >= from && value <= to
}

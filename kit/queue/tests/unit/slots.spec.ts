import { test } from '@japa/runner'
import { setTimeout as wait } from 'node:timers/promises'
import { CancellationSource } from '#queue/cancellation'
import { Slots } from '#queue/worker/slots'
import { readQueueWeights } from '#queue/worker/queue_weights'
import { defineConfig } from '#queue/define_config'

const cancellation = new CancellationSource()

/**
 * Lists the queue that got each free slot, while every queue has waiting jobs.
 */
async function turns(weights: [string, number | undefined][], count: number) {
  const slots = new Slots(1, new Map(weights))
  await slots.take('busy', cancellation)
  const taken: string[] = []
  for (const [queue] of weights) {
    for (let job = 0; job < count; job++) void take(queue)
  }
  slots.release('busy')
  while (taken.length < count) await new Promise(setImmediate)
  return taken.slice(0, count)

  async function take(queue: string) {
    await slots.take(queue, cancellation)
    taken.push(queue)
    slots.release(queue)
  }
}

/**
 * Does the same with a broker that delivers the next job of a queue shortly after the previous one has ended.
 */
async function turnsOfBroker(weights: [string, number | undefined][], count: number) {
  const slots = new Slots(1, new Map(weights))
  const taken: string[] = []
  await Promise.all(weights.map(([queue]) => bring(queue)))
  return taken.slice(0, count)

  async function bring(queue: string) {
    while (taken.length < count) {
      await slots.take(queue, cancellation)
      taken.push(queue)
      await wait(1)
      slots.release(queue)
      await wait(2)
    }
  }
}

test.group('Slots', () => {
  test('each queue gets its share', async ({ assert }) => {
    const taken = await turns(
      [
        ['high', 6],
        ['default', 3],
        ['low', 1],
      ],
      20
    )
    const of = (queue: string) => taken.filter((one) => one === queue).length
    assert.deepEqual([of('high'), of('default'), of('low')], [12, 6, 2])
  })

  test('queues without a weight come strictly first', async ({ assert }) => {
    const weights: [string, number | undefined][] = [
      ['first', undefined],
      ['second', undefined],
      ['rest', 5],
    ]
    assert.deepEqual(new Set(await turns(weights, 5)), new Set(['first']))
  })

  test('a slot waits for the next job of a queue as long as a broker may take', async ({
    assert,
  }) => {
    const strict = await turnsOfBroker(
      [
        ['first', undefined],
        ['low', undefined],
      ],
      12
    )
    const shared = await turnsOfBroker(
      [
        ['first', 5],
        ['low', 1],
      ],
      12
    )
    // A few more are allowed, because a machine that stalls is slower than any broker.
    for (const taken of [strict, shared]) {
      assert.isAtMost(taken.filter((queue) => queue === 'low').length, 3)
    }
  })

  test('a queue without jobs does not delay the others', async ({ assert }) => {
    const slots = new Slots(
      1,
      new Map([
        ['first', undefined],
        ['second', undefined],
      ])
    )
    await slots.take('first', cancellation)
    const second = slots.take('second', cancellation)
    slots.release('first')

    assert.isTrue(await second)
  })

  test('a job that is cancelled while it waits takes no slot', async ({ assert }) => {
    const slots = new Slots(1, new Map([['default', 1]]))
    await slots.take('default', cancellation)
    const stopping = new CancellationSource()
    const waiting = slots.take('default', stopping)
    stopping.cancel(new Error('The worker stops'))
    assert.isFalse(await waiting)

    slots.release('default')
    assert.isTrue(await slots.take('default', cancellation))
    const impatient = new CancellationSource()
    setTimeout(() => impatient.cancel(new Error('It takes too long')), 20)
    assert.isFalse(await slots.take('default', impatient), 'there is one place')
  })
})

test.group('Queue weights', () => {
  const config = defineConfig({})

  test('the default weights are those of the configuration', ({ assert }) => {
    assert.deepEqual([...readQueueWeights(undefined, config)], Object.entries(config.queues))
  })

  test('a flag names queues in order, with a weight or without', ({ assert }) => {
    assert.deepEqual(
      [...readQueueWeights(['high,default:5', 'low:0.5'], config)],
      [
        ['high', undefined],
        ['default', 5],
        ['low', 0.5],
      ]
    )
  })

  test('an unknown queue and an invalid weight are refused', ({ assert }) => {
    assert.throws(() => readQueueWeights(['urgent'], config), /There is no queue "urgent"/)
    assert.throws(
      () => readQueueWeights(['high:much'], config),
      'The weight of the queue "high" is "much". Give a number above 0'
    )
  })
})

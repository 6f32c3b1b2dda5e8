import { test } from '@japa/runner'
import { defineConfig } from '#queue/define_config'
import { readQueueWeights } from '#queue/worker/queue_weights'

test.group('Queue weights', () => {
  const read = (text: string) => readQueueWeights([text], defineConfig({}))

  test('queues without a weight come first, the others share by weight', ({ assert }) => {
    assert.deepEqual(
      [...read('high,default:5,low:0.5')],
      [
        ['high', undefined],
        ['default', 5],
        ['low', 0.5],
      ]
    )
  })

  test('an invalid weight is refused: {$self}')
    .with(['high:', 'high:0', 'high:-1', 'high:five', 'high:Infinity', 'high:5:3', 'high,high:2'])
    .run(({ assert }, text) => {
      assert.throws(
        () => read(text),
        /The weight of the queue "high"|The queue "high" is named twice/
      )
    })
})

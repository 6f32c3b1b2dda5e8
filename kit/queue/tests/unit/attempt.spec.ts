import { test } from '@japa/runner'
import logger from '@adonisjs/core/services/logger'
import queue from '#queue/main'
import { createJobId } from '#queue/job_id'
import { CancellationSource } from '#queue/cancellation'
import { Attempt } from '#queue/worker/attempt'

test.group('Attempt', () => {
  test('progress outside 0 to 1 is refused: {$self}')
    .with([-0.1, 1.5, Number.NaN, '0.5', true, [1], 1n])
    .run(({ assert }, fraction) => {
      const reserved = { id: createJobId(), name: 'job', attempt: 1, attempts: 1 }
      const attempt = new Attempt(reserved as never, queue, logger, new CancellationSource())
      assert.throws(
        () => attempt.progress(fraction as never),
        /progress takes a number from 0 to 1, not/
      )
    })
})

import { test } from '@japa/runner'
import { Logger } from '@adonisjs/core/logger'
import { isStorable } from '#queue/run_log/storable'
import { serializeError, textsOf, toError } from '#queue/thrown'
import { hostileThrows } from '#queue/tests/support/hostile_throws'

const LONGEST = 65_536

test.group('Thrown', () => {
  test('{$self} is converted to texts that PostgreSQL stores')
    .with(Object.keys(hostileThrows))
    .run(({ assert }, what) => {
      const texts = textsOf(hostileThrows[what]())
      for (const text of Object.values(texts)) {
        assert.isString(text)
        assert.isAtMost(text.length, LONGEST)
        assert.isTrue(isStorable(JSON.stringify(text)))
      }
      assert.isNotEmpty(texts.stack)
    })

  test('{$self} becomes a readable error')
    .with(Object.keys(hostileThrows))
    .run(({ assert }, what) => {
      const error = toError(hostileThrows[what]())
      assert.isString(error.name)
      assert.isString(error.message)
      assert.isTrue(Error.isError(error))
    })

  test('{$self} can be logged in one line')
    .with(Object.keys(hostileThrows))
    .run(({ assert }, what) => {
      const lines: string[] = []
      const logger = new Logger({
        enabled: true,
        level: 'info',
        serializers: { err: serializeError },
        redact: ['password', '*.password'],
        destination: { write: (line) => void lines.push(line) },
      })
      logger.error({ err: hostileThrows[what]() }, 'it failed')
      const { msg, err } = JSON.parse(lines[0])
      assert.equal(msg, 'it failed')
      if (err !== undefined) assert.isString(err.message)
    })

  test('a readable error stays unchanged', ({ assert }) => {
    const error = new TypeError('plain', { cause: 'reason' })
    assert.strictEqual(toError(error), error)
    assert.strictEqual(toError(Object.freeze(error)), error)
  })

  test('the stack contains the stacks of the causes and of the aggregated errors', ({ assert }) => {
    const cause = new AggregateError([new RangeError('part')], 'many')
    const { stack } = textsOf(new Error('top', { cause }))
    assert.match(
      stack,
      /Error: top[^]*caused by: AggregateError: many[^]*made of: RangeError: part/
    )
  })

  test('the log keeps the fields that are JSON', ({ assert }) => {
    class OutOfStock extends Error {}
    const error = Object.assign(new OutOfStock('gone'), {
      code: 'E_GONE',
      ids: [1],
      at: new Date(),
    })
    const logged = serializeError(error)
    assert.containsSubset(logged, { type: 'OutOfStock', message: 'gone', code: 'E_GONE', ids: [1] })
    assert.notProperty(logged, 'at')
  })
})

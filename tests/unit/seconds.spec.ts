import { test } from '@japa/runner'
import { secondsOf } from '#start/env_rules'

const read = (value?: string) => secondsOf(300)('DRAIN_SECONDS', value)

test.group('DRAIN_SECONDS and GRACE_SECONDS', () => {
  test('a number of seconds may have a fraction', ({ assert }) => {
    assert.equal(read('0'), 0)
    assert.equal(read('1.5'), 1.5)
    assert.isUndefined(read())
    assert.isUndefined(read(' '))
  })

  test('the error for "{$self}" names the variable and the limit')
    .with(['-1', '301', '10s', 'many', 'Infinity'])
    .run(({ assert }, value) => {
      assert.throws(() => read(value), /"DRAIN_SECONDS" is not a number of seconds from 0 to 300/)
    })
})

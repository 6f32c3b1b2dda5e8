import { test } from '@japa/runner'
import { countOf } from '#start/env_rules'

const read = (value?: string) => countOf(1000)('DATABASE_POOL', value)

test.group('DATABASE_POOL', () => {
  test('a process has one connection or more', ({ assert }) => {
    assert.equal(read('1'), 1)
    assert.equal(read('1000'), 1000)
    assert.isUndefined(read())
    assert.isUndefined(read(' '))
  })

  test('the error for "{$self}" names the variable and the limits')
    .with(['0', '-1', '1001', '2.5', 'many', 'Infinity'])
    .run(({ assert }, value) => {
      assert.throws(() => read(value), /"DATABASE_POOL" is not a whole number from 1 to 1000/)
    })
})

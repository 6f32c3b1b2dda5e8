import { test } from '@japa/runner'
import { argon2idParameters } from '#config/hash'

test.group('Password hashes', () => {
  test('outside of tests a hash has the parameters that OWASP recommends (ASVS 11.4.2)', ({
    assert,
  }) => {
    const recommended = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
    assert.deepEqual(argon2idParameters({ inTest: false }), recommended)
    assert.notDeepEqual(argon2idParameters({ inTest: true }), recommended)
  })
})

import { test } from '@japa/runner'
import { proxies } from '#start/env_rules'

const read = (value?: string) => proxies()('TRUST_PROXY', value)

test.group('TRUST_PROXY', () => {
  test('names, addresses and networks are separated by commas', ({ assert }) => {
    assert.deepEqual(read('loopback, 10.0.0.0/8,2001:db8::/32 ,192.0.2.7,uniquelocal'), [
      'loopback',
      '10.0.0.0/8',
      '2001:db8::/32',
      '192.0.2.7',
      'uniquelocal',
    ])
  })

  test('an empty value trusts no proxy', ({ assert }) => {
    assert.isUndefined(read())
    assert.isUndefined(read(' '))
  })

  test('the error names the refused entry "{$self}"')
    .with([
      ...['true', '1', '*', 'local host', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0/8'],
      ...['2001:db8::/129', 'fe80::1%eth0', 'proxy.example.com', 'http://10.0.0.1', '10.0.0.0/-1'],
      ...['0.0.0.0/0', '::/0', '10.0.0.0/00', '10.0.0.0/255.0.0.0'],
    ])
    .run(({ assert }, entry) => {
      assert.throws(
        () => read(`loopback,${entry}`),
        new RegExp(`"TRUST_PROXY" has "${RegExp.escape(entry)}"\\.`)
      )
    })

  test('one sentence names every wrong entry', ({ assert }) => {
    assert.throws(() => read('yes,,loopback'), /has "yes", ""\. Set it to/)
  })
})

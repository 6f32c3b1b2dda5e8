import { test } from '@japa/runner'
import { clientAddress, networkOf } from '#http/input/client_address'

test.group('Client address', () => {
  for (const [written, address] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['192.0.2.1:4711', '192.0.2.1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    [`fe80::1%${'x'.repeat(300)}`, 'fe80::1'],
    [' 192.0.2.1 ', '192.0.2.1'],
  ]) {
    test(`${written.slice(0, 40)} is normalized to ${address} (ASVS 15.3.4)`, ({ assert }) => {
      assert.equal(clientAddress(['127.0.0.1', written]), address)
    })
  }

  for (const garbage of [
    undefined,
    '',
    'unknown',
    '_hidden',
    '1',
    '0x7f.1',
    '010.0.0.1',
    '256.1.1.1',
    '1.2.3.4.5',
    '::ffff:1.2.3.4.5',
    'x'.repeat(300),
    '\u00E9',
    '192.0.2.1\0',
  ]) {
    test(`${JSON.stringify(garbage)?.slice(0, 40)} is no address, so the address of the proxy is used`, ({
      assert,
    }) => {
      assert.equal(clientAddress(['127.0.0.1', garbage]), '127.0.0.1')
      assert.equal(clientAddress([garbage]), '0.0.0.0')
      assert.equal(networkOf(garbage ?? ''), '0.0.0.0')
    })
  }

  test('addresses of the same /64 share one network', ({ assert }) => {
    for (const [one, other] of [
      ['2001:db8::1', '2001:db8::2'],
      ['2001:db8::', '2001:db8:0:0:ffff:ffff:ffff:ffff'],
      ['2001:db8:1:2::', '2001:0DB8:1:2:a:b:c:d'],
      ['fe80::1%eth0', 'fe80::2%eth1'],
      ['::1', '::2'],
      ['::ffff:1.2.3.4', '1.2.3.4'],
    ]) {
      assert.equal(networkOf(one), networkOf(other))
    }
  })

  test('addresses of different networks stay different', ({ assert }) => {
    const networks = ['2001:db8::1', '2001:db8:0:1::1', '2001:db8:1::1', '1.2.3.4', '1.2.3.5'].map(
      networkOf
    )
    assert.lengthOf(new Set(networks), 5)
    assert.equal(networks[0], '2001:db8::/64')
  })
})

import { test } from '@japa/runner'
import { checkNode } from '#doctor/checks/settings'
import { faultOfPostgres } from '#doctor/known_faults'
import { faultOfRelease } from '#doctor/security_releases'
import { faultsOf } from '#queue/drivers/rabbitmq/examination'

test.group('Doctor | versions and copies', () => {
  test('known faults of PostgreSQL are found by its version', ({ assert }) => {
    const today = new Date('2026-06-01')
    assert.equal(faultOfPostgres('12.9', today)?.state, 'problem')
    assert.include(faultOfPostgres('14.3 (Debian)', today)!.message, 'known fault')
    assert.isUndefined(faultOfPostgres('14.4', today))
    assert.equal(faultOfPostgres('14.4', new Date('2026-11-13'))?.state, 'warning')
    assert.isUndefined(faultOfPostgres('18.4', today))
    assert.isUndefined(faultOfPostgres('19beta1', today))
  })

  test('known faults of Redis, Valkey and Node.js are found by their versions', ({ assert }) => {
    const faulty = [
      ['Redis', '7.0.15'],
      ['Redis', '7.2.14'],
      ['Redis', '8.0.6'],
      ['Valkey', '8.0.9'],
      ['Node.js', '24.4.0'],
      ['Node.js', '24.18.0'],
    ]
    for (const [product, version] of faulty) {
      const finding = faultOfRelease(product, version)
      assert.equal(finding?.state, 'warning', `${product} ${version}`)
      assert.match(finding!.remedy!, /^Update to (\d+\.\d+\.\d+ or newer|a newer line)/)
    }
    const mended = [
      ['Redis', '7.2.15'],
      ['Redis', '7.4.11'],
      ['Redis', '9.0.0'],
      ['Valkey', '9.1.1'],
      ['Node.js', '24.18.1'],
      ['Node.js', '26.0.0'],
    ]
    for (const [product, version] of mended) {
      assert.isUndefined(faultOfRelease(product, version), `${product} ${version}`)
    }
    const [old] = checkNode('24.4.0')
    const [ours] = checkNode()
    assert.deepEqual([old.state, ours.state], ['warning', 'good'])
  })

  test('too few nodes and copies of a queue of RabbitMQ are told', ({ assert }) => {
    const orders = { name: 'shop.default', type: 'quorum', arguments: {} }
    const messagesOf = (members: string[], online: string[], nodes?: number) =>
      faultsOf({ ...orders, members, online }, {}, nodes).map(
        ({ isProblem, message }) => `${isProblem ? 'problem' : 'warning'}: ${message}`
      )
    const [one, two, three] = ['rabbit@1', 'rabbit@2', 'rabbit@3']

    assert.deepEqual(messagesOf([one, two, three], [one, two, three], 3), [])
    assert.deepEqual(messagesOf([one, two, three], [one, two], 3), [
      'warning: 2 of 3 nodes with the queue shop.default run',
    ])
    assert.deepEqual(messagesOf([one, two, three], [one], 3), [
      'problem: 1 of 3 nodes with the queue shop.default run: it accepts no job without a majority',
    ])
    assert.deepEqual(messagesOf([one], [one], 3), [
      'warning: The queue shop.default is on 1 of 3 nodes',
    ])
  })
})

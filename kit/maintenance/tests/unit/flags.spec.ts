import { test } from '@japa/runner'
import { isAllowed, readAllowed } from '#maintenance/allowed'
import { readMessage } from '#maintenance/message'
import { readUntil } from '#maintenance/until'

const NOW = Date.parse('2026-12-01T12:00:00Z')

const until = (text: string) => readUntil(text, NOW).toISOString()

test.group('Maintenance | --until', () => {
  test('{text} is {time}')
    .with([
      { text: '30m', time: '2026-12-01T12:30:00.000Z' },
      { text: '2h', time: '2026-12-01T14:00:00.000Z' },
      { text: '1 day', time: '2026-12-02T12:00:00.000Z' },
      { text: '2026-12-01T15:00Z', time: '2026-12-01T15:00:00.000Z' },
      { text: '2026-12-01 15:00Z', time: '2026-12-01T15:00:00.000Z' },
      { text: '2026-12-01T15:00:30+01:00', time: '2026-12-01T14:00:30.000Z' },
      { text: '2026-12-01T12:00-0330', time: '2026-12-01T15:30:00.000Z' },
    ])
    .run(({ assert }, { text, time }) => {
      assert.equal(until(text), time)
    })

  test('"{text}" is refused')
    .with([
      { text: '', message: /^--until is ""\. Write a duration, such as 30m/ },
      { text: '90', message: /such as 30m/ },
      { text: '1h30m', message: /such as 30m/ },
      { text: '5 elephants', message: /such as 30m/ },
      { text: '2026-12-02', message: /such as 30m/ },
      { text: '2026-13-01T00:00Z', message: /such as 30m/ },
      { text: '2026-12-01T15:00', message: /has no time zone\. Write 2026-12-01T15:00Z for UTC/ },
      { text: '2026-12-01T11:59Z', message: /is in the past/ },
      { text: '-5m', message: /such as 30m/ },
      { text: '0s', message: /such as 30m|in the past/ },
      { text: '2028-01-01T00:00Z', message: /more than a year away/ },
      { text: '9999999999d', message: /more than a year away/ },
    ])
    .run(({ assert }, { text, message }) => {
      assert.throws(() => until(text), message)
    })
})

test.group('Maintenance | --allow', () => {
  test('several flags and lists become one list', ({ assert }) => {
    const flags = ['203.0.113.7, 10.0.0.0/8', '2001:db8::/32', '203.0.113.7']
    assert.deepEqual(readAllowed(flags), ['203.0.113.7', '10.0.0.0/8', '2001:db8::/32'])
    assert.isEmpty(readAllowed())
  })

  test('"{$self}" is refused with an example')
    .with(['', '10.0.0', '1', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'localhost', '::1/129'])
    .run(({ assert }, range) => {
      const message = `--allow has "${range}". Write an address, such as 203.0.113.7`
      assert.throws(() => readAllowed(['203.0.113.7', range]), new RegExp(RegExp.escape(message)))
    })

  test('more ranges than a person types are refused', ({ assert }) => {
    const ranges = Array.from({ length: 101 }, (_, number) => `10.0.0.${number}`)
    assert.throws(() => readAllowed(ranges), '--allow has more than 100 ranges')
  })

  test('an address is allowed if a range has it', ({ assert }) => {
    const ranges = ['203.0.113.7', '10.0.0.5/8', '2001:db8:1::/48']
    for (const address of ['203.0.113.7', '10.255.0.1', '2001:db8:1:ffff::1']) {
      assert.isTrue(isAllowed(ranges, address), address)
    }
    for (const address of ['203.0.113.8', '11.0.0.5', '2001:db8:2::1', '::1']) {
      assert.isFalse(isAllowed(ranges, address), address)
    }
    assert.isFalse(isAllowed([], '203.0.113.7'))
  })
})

test.group('Maintenance | --message', () => {
  test('a line of text is kept as it is', ({ assert }) => {
    assert.equal(
      readMessage(' We move <b>house</b> & garden 🏡 '),
      'We move <b>house</b> & garden 🏡'
    )
    assert.equal(readMessage('a'.repeat(500))!.length, 500)
    assert.isNull(readMessage())
  })

  test('an empty, too long or broken text is refused', ({ assert }) => {
    for (const empty of ['', '  ', '\u200b']) {
      assert.throws(() => readMessage(empty), /^--message is empty/)
    }
    for (const broken of [
      'two\nlines',
      'bell\u0007',
      'zero\0',
      'half \ud800 pair',
      'two\u2028lines',
    ]) {
      assert.throws(() => readMessage(broken), /^--message has a control character/)
    }
    assert.throws(() => readMessage('a'.repeat(501)), /has 501 characters. Write at most 500/)
  })
})

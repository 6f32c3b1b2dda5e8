import { test } from '@japa/runner'
import { cleanText } from '#telemetry/clean_text'
import { isSentry, logsAddress } from '#telemetry/errors/destination'
import { reportOf } from '#telemetry/errors/report'
import { PrivateSpans } from '#telemetry/traces/private_spans'

test.group('Texts of errors', () => {
  const cases: [string, string, string][] = [
    [
      'the query of an address',
      'GET https://a.example/x?token=abc failed',
      'GET https://a.example/x?… failed',
    ],
    [
      'the account of an address',
      'cannot reach postgresql://app:pw@db:5432/shop',
      'cannot reach postgresql://…@db:5432/shop',
    ],
    ['an e-mail address', '550 <ada@example.com> is unknown', '550 <…> is unknown'],
    [
      'nothing of a stack',
      'at run (file:///app/node_modules/@adonisjs/core/x.js:1:2)',
      'at run (file:///app/node_modules/@adonisjs/core/x.js:1:2)',
    ],
  ]

  test('{0} is left out')
    .with(cases)
    .run(({ assert }, [, text, cleaned]) => assert.equal(cleanText(text), cleaned))

  test('the values of the request are left out, the longest first, but no short ones', ({
    assert,
  }) => {
    const text = cleanText('"secret-token-of-ada" and "secret" and "ada"', [
      'ada',
      'secret',
      'secret-token-of-ada',
    ])
    assert.equal(text, '"…" and "…" and "ada"')
  })

  test('a report has the name, message, stack and code of an error, and no other field', ({
    assert,
  }) => {
    const cause = new Error('of ada@example.com')
    const error = Object.assign(new TypeError('broken', { cause }), {
      code: 'E_BROKEN',
      detail: 'Key (email)=(ada@example.com)',
    })
    const report = reportOf(error, {
      userId: 7,
      circumstances: { 'job.name': 'a', 'x': undefined },
    })

    assert.containSubset(report, {
      level: 'error',
      type: 'TypeError',
      message: 'broken',
      code: 'E_BROKEN',
      userId: '7',
      circumstances: { 'job.name': 'a' },
    })
    assert.include(report.stack, 'caused by: Error: of …')
    assert.notInclude(JSON.stringify(report), 'ada@')
  })

  test('a value that is not an error is reported too', ({ assert }) => {
    assert.equal(reportOf('broken', { circumstances: {} }).message, 'broken')
  })
})

test.group('Destinations of reports', () => {
  test('a DSN of Sentry and the address of a collector are told apart', ({ assert }) => {
    assert.isTrue(isSentry('https://key@o1.ingest.sentry.io/42'))
    assert.isTrue(isSentry('https://key@errors.example.com/path/42'))
    assert.isFalse(isSentry('https://collector.example.com/v1/logs'))
    assert.isFalse(isSentry('https://user@collector.example.com/v1/logs'))
  })

  test('reports go to the logs of a collector', ({ assert }) => {
    assert.equal(logsAddress('http://collector:4318'), 'http://collector:4318/v1/logs')
    assert.equal(logsAddress('http://collector:4318/otlp/'), 'http://collector:4318/otlp/v1/logs')
    assert.equal(logsAddress('http://collector:4318/v1/logs'), 'http://collector:4318/v1/logs')
  })
})

test.group('Private spans', () => {
  test('a span keeps no address of a page or of a machine, and no text of an error', ({
    assert,
  }) => {
    const span = {
      attributes: {
        'http.route': '/links/:token',
        'http.target': '/links/abc?x=1',
        'url.path': '/links/abc',
        'url.full': 'https://s3.example.com/files/abc?signature=def',
        'client.address': '192.0.2.1',
      },
      status: { code: 2, message: 'abc' },
      events: [{ attributes: { 'exception.type': 'Error', 'exception.message': 'abc' } }],
    }
    new PrivateSpans().onEnding(span)

    assert.deepEqual(span, {
      attributes: { 'http.route': '/links/:token', 'url.full': 'https://s3.example.com' } as never,
      status: { code: 2 } as never,
      events: [{ attributes: { 'exception.type': 'Error' } as never }],
    })
  })
})

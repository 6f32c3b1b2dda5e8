import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { checkDatabase, checkExtensions, checkMigrations } from '#doctor/checks/database'
import { checkQueues, checkSchedules, checkWorkers } from '#doctor/checks/queue'
import { checkAddress, checkConnections, checkKey, checkMode } from '#doctor/checks/settings'
import { checkDisk, checkMail } from '#doctor/checks/surroundings'
import { checkTelemetry } from '#doctor/checks/telemetry'
import type { DoctorConfig } from '#doctor/define_config'
import { examine } from '#doctor/examine'
import type { Finding } from '#doctor/finding'
import queue from '#queue/main'
import { startCollector } from '#telemetry/tests/support/collector'
import { readFigures } from '#queue/figures'

const ours = app.config.get<DoctorConfig>('doctor')
const figures = () => readFigures(queue)
const noWorkers = async () => 0

const deployed: DoctorConfig = {
  ...ours,
  appUrl: 'https://www.example.com',
  trustsProxy: true,
  allowsPlainConnections: false,
}

/** The states with the messages, in one text each. */
function textsOf(findings: Finding[]) {
  return findings.map(({ state, message }) => `${state}: ${message}`)
}

test.group('Doctor | settings', () => {
  test('a good deployment has no finding to mend', ({ assert }) => {
    const findings = [
      ...checkMode({ NODE_ENV: 'production' }),
      ...checkKey({ ...deployed, appKey: '9fK2xQ7vLm4RtYw8ZbNc3HsJd6GpAeUo' }),
      ...checkAddress(deployed),
      ...checkConnections(deployed),
    ]
    assert.isTrue(findings.every(({ state, remedy }) => state === 'good' && !remedy))
  })

  const mistakes: [string, Finding[], string][] = [
    ['development', checkMode({ NODE_ENV: 'development' }), 'problem: NODE_ENV is not production'],
    [
      'a verbose log',
      checkMode({ NODE_ENV: 'production', LOG_LEVEL: 'trace' }),
      'warning: LOG_LEVEL is trace',
    ],
    [
      'unchecked certificates',
      checkMode({ NODE_ENV: 'production', NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
      'problem: NODE_TLS_REJECT_UNAUTHORIZED is 0',
    ],
    ['a short key', checkKey({ ...deployed, appKey: 'short' }), 'problem: APP_KEY has fewer'],
    [
      'a key that is a pattern',
      checkKey({ ...deployed, appKey: 'abcd'.repeat(10) }),
      'problem: APP_KEY is not random',
    ],
    [
      'an address without TLS',
      checkAddress({ ...deployed, appUrl: 'http://www.example.com' }),
      'problem: APP_URL is http://www.example.com',
    ],
    [
      'an address of this machine',
      checkAddress({ ...deployed, appUrl: 'https://localhost:3333' }),
      'problem: APP_URL is https://localhost:3333',
    ],
    [
      'an address with a path',
      checkAddress({ ...deployed, appUrl: 'https://www.example.com/app' }),
      'problem: APP_URL has more than a host',
    ],
    [
      'a proxy that is not named',
      checkAddress({ ...deployed, trustsProxy: false }),
      'warning: TRUST_PROXY is not set',
    ],
    [
      'connections without TLS',
      checkConnections({ ...deployed, allowsPlainConnections: true }),
      'warning: PLAIN_CONNECTIONS is on',
    ],
  ]
  for (const [title, findings, text] of mistakes) {
    test(`the doctor names ${title}, with a remedy`, ({ assert }) => {
      assert.include(textsOf(findings).join('\n'), text)
      assert.isTrue(findings.every(({ state, remedy }) => state === 'good' || remedy))
    })
  }
})

test.group('Doctor | servers', () => {
  test('the database of this run is in order', async ({ assert }) => {
    const findings = [...(await checkDatabase(ours, noWorkers)), ...(await checkMigrations())]
    assert.lengthOf(
      findings.filter(({ state }) => state === 'good'),
      4
    )
  })

  test('pools that are larger than the database allows are a problem', async ({ assert }) => {
    const findings = await checkDatabase({ ...ours, pool: 100 }, async () => 9)
    assert.include(textsOf(findings).join('\n'), 'may open 1000 connections (DATABASE_POOL 100)')
  })

  test('a missing migration and a missing extension are problems', async ({ assert }) => {
    await db.from('adonis_schema').where('name', 'like', '%users%').delete()
    const [migrations] = await checkMigrations()
    const [extensions] = await checkExtensions({ ...ours, extensions: ['plpgsql', 'no_such'] })

    assert.match(migrations.message, /^\d+ migrations have not run, the first is .*users/)
    assert.equal(extensions.message, 'PostgreSQL lacks no_such')
    assert.include(extensions.remedy!, 'CREATE EXTENSION no_such')
  })

  test('a queue without a worker and a late schedule are problems', async ({ assert }) => {
    await db.table('schedules').insert({
      name: 'nightly',
      job: 'prune_files',
      cadence: 'every 5m',
      timezone: 'UTC',
      payload: '{}',
      missed_policy: 'once',
      without_overlapping: false,
      seen_at: db.raw('now()'),
      next_run_at: db.raw("now() - interval '1 hour'"),
    })
    await db.table('queue_pauses').insert({ queue: 'low' })

    assert.deepEqual(textsOf(await checkWorkers(figures)), [
      'problem: No worker is alive, so no job runs',
    ])
    assert.match(textsOf(await checkSchedules(figures))[0], /^problem: Late: nightly by 36\d\d s/)
    assert.deepEqual(textsOf(await checkQueues(figures)), ['warning: The queue low is paused'])

    await db.table('queue_pauses').insert({ queue: '*' })
    const [paused] = await checkSchedules(figures)
    assert.equal(paused.state, 'good', 'maintenance pauses the schedules')
  })

  test('a mail server that is away and a folder that is none are problems', async ({ assert }) => {
    const [mail] = await checkMail({ ...ours, mail: { host: '127.0.0.1', port: 1 } })
    const [disk] = await checkDisk({ ...ours, folders: ['/dev/null/files'] })

    assert.match(mail.message, /^The mail server cannot be used: .*ECONNREFUSED/)
    assert.equal(disk.message, 'The app cannot write to /dev/null/files (ENOTDIR)')
  })

  test('a check that fails is a problem and hides no other', async ({ assert }) => {
    const findings = await examine([
      {
        name: 'Broken',
        run: () => {
          throw new Error('it broke\nat a line')
        },
      },
      { name: 'Mode', run: () => checkMode({ NODE_ENV: 'production' }) },
    ])
    assert.deepEqual(textsOf(findings), [
      'problem: It could not be checked: it broke',
      'good: NODE_ENV is production',
    ])
  })
})

test.group('Doctor | telemetry', () => {
  test('a collector that does not answer is a warning, and one that does is not', async ({
    assert,
  }) => {
    await using collector = await startCollector()
    const found = await checkTelemetry({
      collectors: {
        ERRORS_URL: 'http://secret@127.0.0.1:1/42',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: undefined,
      },
    })
    const [away, there] = textsOf(found)

    assert.match(away, /^warning: 127\.0\.0\.1:1 does not answer/)
    assert.match(there, /^good: .*OTEL_EXPORTER_OTLP_ENDPOINT answers$/)
    assert.lengthOf(found, 2)
    assert.isEmpty(collector.spans)
  })
})

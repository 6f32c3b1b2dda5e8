import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { CommandRefused } from '#console/asking_command'
import { withRunLock } from '#migrations/run_lock'
import { ProbeDatabase } from '#migrations/tests/support/probe_database'
import { dropProbe, probe, runIn } from '#migrations/tests/support/probe_schema'
import { runAceWith } from '#tests/support/ace'
import { BOOKS } from '#migrations/tests/support/sample'

const LAST = 'database/migrations/1700000000061_allow_account_events_without_account'

test.group('Migrations | lock', () => {
  test('a second process waits until the first one has ended', async ({ assert }) => {
    const steps: string[] = []
    const onWait = () => void steps.push('the second waits')
    const first = withRunLock(app, { wait: 5, onWait: () => {} }, async () => {
      await sleep(700)
      steps.push('the first ends')
    })
    await sleep(200)
    await withRunLock(app, { wait: 5, onWait }, async () => void steps.push('the second runs'))
    await first
    assert.deepEqual(steps, ['the second waits', 'the first ends', 'the second runs'])
  })

  test('a process that has waited long enough says so', async ({ assert }) => {
    await withRunLock(app, { wait: 1, onWait: () => {} }, async () => {
      const second = withRunLock(app, { wait: 1, onWait: () => {} }, async () => {})
      await assert.rejects(() => second, /migrating this database for more than 1 seconds/)
      await second.catch((error) => assert.instanceOf(error, CommandRefused))
    })
  })

  test('a process that waits does not stop CREATE INDEX CONCURRENTLY of the first one', async ({
    assert,
  }) => {
    const waiting: Promise<void>[] = []
    const client = await probe({ isNew: true })
    await runIn(client, [BOOKS])
    await withRunLock(app, { wait: 5, onWait: () => {} }, async () => {
      const second = withRunLock(app, { wait: 60, onWait: () => {} }, async () => {})
      waiting.push(second)
      await sleep(700)
      await client.query(`SET statement_timeout = '10s'`)
      await client.query('CREATE INDEX CONCURRENTLY i ON books (pages)')
    })
    await assert.doesNotReject(() => Promise.all(waiting))
    await dropProbe(client)
  })

  test('the lock is that of Lucid, so that an older release waits too', async ({ assert }) => {
    const client = await probe()
    await withRunLock(app, { wait: 5, onWait: () => {} }, async () => {
      const { rows } = await client.query(`SELECT pg_try_advisory_lock('1') AS free`)
      assert.isFalse(rows[0].free)
    })
    await client.end()
  })
})

test.group('Migrations | migration:run', () => {
  test('two processes migrate at the same time: one waits, and both succeed', async ({
    assert,
  }) => {
    await using database = await ProbeDatabase.create()
    const runs = await Promise.all([1, 2].map(() => database.ace('migration:run')))
    const outputs = runs.map(({ output }) => output).join('\n---\n')
    assert.deepEqual(
      runs.map(({ exitCode }) => exitCode),
      [0, 0],
      outputs
    )
    assert.match(outputs, /Already up to date/)
    assert.notMatch(outputs, /Error|\n\s+at /)
    const check = await database.ace('migration:check')
    assert.match(check.output, /No migrations to check/)
  }).timeout(120_000)

  test('a table that a transaction holds ends the command with what to do, and changes nothing', async ({
    assert,
  }) => {
    await using database = await ProbeDatabase.create()
    await database.ace('migration:run')
    const client = await database.connect()
    await client.query('DELETE FROM adonis_schema WHERE name = $1', [LAST])
    await client.query('BEGIN; LOCK TABLE account_events IN ACCESS SHARE MODE')

    const refused = await database.ace('migration:run', '--lock-timeout=1', '--tries=2')
    assert.equal(refused.exitCode, 1)
    assert.match(refused.output, /waits for a table\. It is tried again in 1 seconds/)
    assert.match(refused.output, /waited 1 seconds for a table .* 2 times/)
    assert.match(refused.output, /Its changes are rolled back\. Run the command again/)
    assert.notMatch(refused.output, /\n\s+at /)

    const later = sleep(4000).then(() => client.query('COMMIT'))
    const done = await database.ace('migration:run', '--lock-timeout=2')
    await later
    assert.equal(done.exitCode, 0, done.output)
    await client.end()
  }).timeout(120_000)

  test('a database that does not answer is named', async ({ assert }) => {
    const env = { DATABASE_URL: 'postgresql://app:secret@127.0.0.1:1/shop' }
    for (const command of ['migration:run', 'migration:rollback', 'migration:check']) {
      const { exitCode, output } = await runAceWith(env, command)
      assert.equal(exitCode, 1)
      assert.match(output, /The database does not answer: connect ECONNREFUSED 127\.0\.0\.1:1/)
      assert.notMatch(output, /\n\s+at /)
    }
    const named = await runAceWith(env, 'migration:check', 'hash_session_ids')
    assert.match(named.output, /backfill: UPDATE sessions/)
  }).timeout(90_000)

  test('a flag with a wrong number is named', async ({ assert }) => {
    await using database = await ProbeDatabase.create()
    const { exitCode, output } = await database.ace('migration:run', '--lock-timeout=0')
    assert.equal(exitCode, 1)
    assert.match(output, /--lock-timeout needs a number of seconds above 0/)
    assert.notMatch(output, /\n\s+at /)
  }).timeout(60_000)
})

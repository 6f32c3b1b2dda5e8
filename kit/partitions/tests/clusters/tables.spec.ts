import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { partitionsOf } from '#partitions/catalog'
import { disablePartitions } from '#partitions/disable'
import { enablePartitions } from '#partitions/enable'
import { startOfMonth } from '#partitions/months'
import { PartitionSession } from '#partitions/session'
import { useSession } from '#partitions/tests/support/divided'
import { idsOfRuns, insertRuns, RUNS } from '#partitions/tests/support/runs'
import { factsOf } from '#partitions/tests/support/table_facts'
import { runAce } from '#tests/support/ace'

const EVENTS = { key: 'created_at', keep: null }
const NOW = new Date()
const month = (later: number) => startOfMonth(NOW, later)

test.group('Partitions | tables', (group) => {
  const kept = useSession(group)

  test('{table} is the same table after it was divided and made whole again')
    .with([
      { table: 'job_runs', rule: RUNS },
      { table: 'account_events', rule: EVENTS },
    ])
    .run(async ({ assert }, { table, rule }) => {
      const { session } = kept
      const before = await factsOf(session, table)
      const tables = await db.connection().getAllTables(['public'])
      await enablePartitions(session, table, rule)

      const divided = await factsOf(session, table)
      assert.deepEqual(divided.columns, before.columns)
      assert.deepEqual(divided.sequences, before.sequences)
      assert.deepEqual(await db.connection().getAllTables(['public']), tables)
      const [id] = await db.connection().getPrimaryKeys(table)
      assert.equal(id, 'id')

      await disablePartitions(session, table, rule)
      assert.deepEqual(await factsOf(session, table), before)
    })

  test('the events of an account are listed and deleted across the months', async ({ assert }) => {
    const user = await UserFactory.create()
    const origin = { ipAddress: '192.0.2.1', userAgent: 'Firefox' }
    await user.recordEvent('signed_in', origin)
    await enablePartitions(kept.session, 'account_events', EVENTS)
    await user.recordEvent('signed_out', origin)
    await db
      .table('account_events')
      .insert({ user_id: user.id, kind: 'signed_in', created_at: month(2) })

    const rows = await db.from('account_events').where('user_id', user.id).orderBy('id')
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['signed_in', 'signed_out', 'signed_in']
    )
    assert.lengthOf(new Set(rows.map(({ id }) => id)).values().toArray(), 3)
    await user.delete()
    assert.isEmpty(await db.from('account_events'))
  })

  test('a table stays as it is when {danger}')
    .with([
      {
        danger: 'an id is of a later month',
        sql: `INSERT INTO job_runs (id, name, queue, connection, message, attempts, backoff, dispatched_at, available_at)
              VALUES ('fedcba98-7654-4321-8fed-cba987654321', 'odd', 'low', 'postgres', '{}', 1, 0, now(), now())`,
        undo: 'DELETE FROM job_runs',
        message: /1 rows of job_runs have a id of .*Nothing has changed/,
      },
      {
        danger: 'a foreign key leads to it',
        sql: 'CREATE TABLE probe_notes (run uuid REFERENCES job_runs)',
        undo: 'DROP TABLE probe_notes',
        message: /foreign keys of these tables lead to it \(probe_notes\)/,
      },
      {
        danger: 'a view reads it',
        sql: 'CREATE VIEW probe_runs AS SELECT id FROM job_runs',
        undo: 'DROP VIEW probe_runs',
        message: /views read it \(probe_runs\)/,
      },
      {
        danger: 'it has a trigger',
        sql: `CREATE TRIGGER probe_trigger BEFORE UPDATE ON job_runs
              FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
        undo: 'DROP TRIGGER probe_trigger ON job_runs',
        message: /it has triggers \(probe_trigger\)/,
      },
      {
        danger: 'it has another unique index',
        sql: 'CREATE UNIQUE INDEX probe_index ON job_runs (request_id)',
        undo: 'DROP INDEX probe_index',
        message: /unique index beside the primary key.*\(probe_index\)/,
      },
    ])
    .run(async ({ assert, cleanup }, { sql, undo, message }) => {
      const { session } = kept
      await session.change(sql)
      cleanup(() => session.change(undo).then(() => undefined))
      const before = await factsOf(session, 'job_runs')
      await assert.rejects(() => enablePartitions(session, 'job_runs', RUNS), message)
      assert.deepEqual(await factsOf(session, 'job_runs'), before)
    })

  test('many rows are copied to one table only by force', async ({ assert }) => {
    const { session } = kept
    await enablePartitions(session, 'job_runs', RUNS)
    await insertRuns(NOW, 100_002)
    await insertRuns(month(2), 100_001)
    await assert.rejects(
      () => disablePartitions(session, 'job_runs', RUNS),
      /100,001 rows of job_runs would have to be copied/
    )
    assert.equal(await disablePartitions(session, 'job_runs', RUNS, { isForced: true }), 100_001)
    const ids = await idsOfRuns()
    assert.lengthOf(ids, 200_003)
  })

  test('the commands divide a table, list its months and make it whole again', async ({
    assert,
  }) => {
    await kept.session[Symbol.asyncDispose]()
    const enabled = await runAce('partition:enable', 'job_runs', '--json')
    assert.include(JSON.parse(enabled.stdout).partitions, 'job_runs_default')
    const listed = await runAce('partition:status', '--json')
    const [runs] = JSON.parse(listed.stdout)
    assert.lengthOf(runs.partitions, 3)
    const unknown = await runAce('partition:enable', 'users')
    assert.include(unknown.output, 'config/partitions.ts has no table users')
    await runAce('partition:disable', 'job_runs')
    kept.session = await PartitionSession.toChange(app)
    assert.isUndefined(await partitionsOf(kept.session, 'job_runs'))
  })
})

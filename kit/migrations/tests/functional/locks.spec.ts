import { test } from '@japa/runner'
import type pg from 'pg'
import { dropProbe, probe, runIn, waits } from '#migrations/tests/support/probe_schema'
import { BOOKS, sample } from '#migrations/tests/support/sample'

const READ = 'SELECT 1 FROM books'
const WRITE = 'UPDATE books SET pages = 1'
const WRITE_WRITERS = `UPDATE writers SET name = 'x'`

/** The statements that wait while the migration is in its transaction. */
const LOCKS = [
  { rule: 'addIndex', sql: 'CREATE INDEX i ON books (pages)', waiting: [WRITE] },
  { rule: 'dropIndex', sql: 'DROP INDEX books_title_index', waiting: [READ, WRITE] },
  { rule: 'addUnique', sql: 'ALTER TABLE books ADD UNIQUE (pages)', waiting: [READ, WRITE] },
  {
    rule: 'addForeignKey',
    sql: 'ALTER TABLE books ADD FOREIGN KEY (writer_id) REFERENCES writers (id)',
    waiting: [WRITE, WRITE_WRITERS],
  },
  { rule: 'addCheck', sql: 'ALTER TABLE books ADD CHECK (pages > 0)', waiting: [READ, WRITE] },
  {
    rule: 'setNotNull',
    sql: 'ALTER TABLE books ALTER pages SET NOT NULL',
    waiting: [READ, WRITE],
  },
  {
    rule: 'changeType',
    sql: 'ALTER TABLE books ALTER pages TYPE bigint',
    waiting: [READ, WRITE],
  },
  { rule: 'reindex', sql: 'REINDEX TABLE books', waiting: [READ, WRITE] },
  { rule: 'VALIDATE', sql: 'ALTER TABLE books VALIDATE CONSTRAINT late', waiting: [] },
]

test.group('Migrations | locks', (group) => {
  let migrating: pg.Client
  let other: pg.Client

  group.each.setup(async () => {
    migrating = await probe({ isNew: true })
    await runIn(migrating, [
      BOOKS,
      sample('ALTER TABLE books ADD CONSTRAINT late CHECK (pages > 0) NOT VALID'),
    ])
    other = await probe()
    return async () => {
      await other.end()
      await dropProbe(migrating)
    }
  })

  test('{rule} locks whom its finding names')
    .with(LOCKS)
    .run(async ({ assert }, { sql, waiting }) => {
      await migrating.query('BEGIN')
      await migrating.query(sql)
      const found: string[] = []
      for (const query of [READ, WRITE, WRITE_WRITERS]) {
        if (await waits(other, query)) found.push(query)
      }
      assert.deepEqual(found, waiting)
    })

  test('{change} writes the table anew: {isRewritten}')
    .with([
      { change: 'ADD COLUMN a uuid DEFAULT gen_random_uuid()', isRewritten: true },
      { change: 'ADD COLUMN a serial', isRewritten: true },
      { change: 'ADD COLUMN a int GENERATED ALWAYS AS (pages * 2) STORED', isRewritten: true },
      { change: 'ADD COLUMN a int NOT NULL DEFAULT 0', isRewritten: false },
      { change: 'ADD COLUMN a timestamptz NOT NULL DEFAULT now()', isRewritten: false },
      { change: 'ADD COLUMN a timestamptz DEFAULT clock_timestamp()', isRewritten: true },
      { change: 'ALTER pages TYPE bigint', isRewritten: true },
      { change: 'ALTER isbn TYPE varchar(20)', isRewritten: false },
      { change: 'ALTER isbn TYPE varchar(20) USING (isbn::varchar(20))', isRewritten: false },
      { change: 'ALTER isbn TYPE varchar(5)', isRewritten: true },
      { change: 'ALTER isbn TYPE text', isRewritten: false },
      { change: 'ALTER price TYPE numeric(12, 2)', isRewritten: false },
      { change: 'ALTER price TYPE numeric(12, 3)', isRewritten: true },
      { change: 'SET UNLOGGED', isRewritten: true },
    ])
    .run(async ({ assert }, { change, isRewritten }) => {
      const before = await fileOfBooks(migrating)
      await migrating.query(`ALTER TABLE books ${change}`)
      assert.equal((await fileOfBooks(migrating)) !== before, isRewritten)
    })

  test('SET NOT NULL trusts a validated check, and reads no row', async ({ assert }) => {
    const messages: (string | undefined)[] = []
    migrating.on('notice', ({ message }) => messages.push(message))
    await migrating.query('ALTER TABLE books ADD CONSTRAINT c CHECK (pages IS NOT NULL) NOT VALID')
    await migrating.query('ALTER TABLE books VALIDATE CONSTRAINT c')
    await migrating.query('SET client_min_messages = debug1')
    const isTrusted = () => messages.some((message) => message?.includes('sufficient to prove'))

    await migrating.query('BEGIN')
    await migrating.query('ALTER TABLE books ALTER pages SET NOT NULL, DROP CONSTRAINT c')
    assert.isFalse(isTrusted(), 'PostgreSQL drops the constraint first')
    await migrating.query('ROLLBACK')

    await migrating.query('ALTER TABLE books ALTER pages SET NOT NULL')
    assert.isTrue(isTrusted())
  })

  test('CREATE INDEX CONCURRENTLY lets writes pass while it waits for an older transaction', async ({
    assert,
  }) => {
    await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await other.query(WRITE_WRITERS)
    const created = migrating.query('CREATE INDEX CONCURRENTLY i ON books (pages)')
    const third = await probe()
    assert.isFalse(await waits(third, WRITE))
    await third.end()
    await other.query('COMMIT')
    await created
  })
})

async function fileOfBooks(client: pg.Client) {
  const { rows } = await client.query(
    `SELECT relfilenode FROM pg_class WHERE oid = 'books'::regclass`
  )
  return rows[0].relfilenode
}

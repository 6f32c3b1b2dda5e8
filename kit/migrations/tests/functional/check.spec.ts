import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { apart, BOOKS, checked, rulesOf, sample } from '#migrations/tests/support/sample'
import { TableSizes } from '#migrations/check/table_size'

const PAGES_INDEX = 'CREATE INDEX books_pages_index ON books (pages)'

test.group('Migrations | check', () => {
  test('a table that a migration of the same deploy creates is free to change', async ({
    assert,
  }) => {
    const create = sample('CREATE TABLE pages (id int)')
    const change = sample(['CREATE INDEX ON pages (id)', 'ALTER TABLE pages DROP COLUMN id'])
    assert.deepEqual(await rulesOf(create, change), [])
    assert.deepEqual(await rulesOf(change), ['addIndex', 'dropColumn'])

    const again = sample(['CREATE TABLE IF NOT EXISTS books (id int)', PAGES_INDEX])
    assert.deepEqual(await rulesOf(again), ['addIndex'])
  })

  test('without an earlier migration, only statements that fail are findings', async ({
    assert,
  }) => {
    const file = sample([PAGES_INDEX, 'DROP TABLE books', 'REINDEX TABLE CONCURRENTLY books'])
    const { findings, hasEarlier } = await checked([file], [], [])
    assert.isFalse(hasEarlier)
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['insideTransaction']
    )
  })

  test('a small table can be locked, but not broken', async ({ assert }) => {
    const file = sample([PAGES_INDEX, 'ALTER TABLE books DROP COLUMN pages'])
    const { findings } = await checked([file], ['books'])
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['dropColumn']
    )
  })

  test('a table is small below the limit, and one that is not there is big', async ({ assert }) => {
    await db.rawQuery('CREATE TABLE few AS SELECT generate_series(1, 9)')
    assert.isTrue(await new TableSizes(10).isSmall('few'))
    assert.isFalse(await new TableSizes(9).isSmall('few'))
    assert.isTrue(await new TableSizes(10).isSmall('public.few'))
  })

  test('a table that is not there is big', async ({ assert }) => {
    assert.isFalse(await new TableSizes(10).isSmall('nowhere'))
  })

  test('a stated rule is no finding, and its reason is told', async ({ assert }) => {
    const safety = { addIndex: 'Books has 40 rows' }
    const { findings, stated } = await checked([sample(PAGES_INDEX, { safety })])
    assert.isEmpty(findings)
    assert.containSubset(stated, [{ rule: 'addIndex', reason: 'Books has 40 rows' }])
  })

  test('safety that states nothing is a finding', async ({ assert }) => {
    for (const [safety, why] of [
      [{ addIndx: 'Small' }, /names addIndx, which is no rule/],
      [{ addIndex: ' ' }, /gives no reason for addIndex/],
      [{ addIndex: 'Small', dropColumn: 'Unread' }, /names dropColumn, but .* keeps this rule/],
    ] as const) {
      const { findings } = await checked([sample(PAGES_INDEX, { safety })])
      const mistakes = findings.filter(({ rule }) => rule === 'safety')
      assert.lengthOf(mistakes, 1)
      assert.match(mistakes[0].why, why)
    }
  })

  test('safety for a table that is new here stays: elsewhere the table is there', async ({
    assert,
  }) => {
    const change = sample(PAGES_INDEX, { safety: { addIndex: 'Small' } })
    const { findings } = await checked([BOOKS, change], [], [])
    assert.isEmpty(findings)
  })

  test('a migration that writes in up() writes nothing, and is a finding', async ({ assert }) => {
    await db.rawQuery('CREATE TABLE notes (text text)')
    const writes = sample(async (schema) => {
      await schema.db.rawQuery(`INSERT INTO notes VALUES ('a')`)
    })
    const { findings } = await checked([writes])
    assert.equal(findings[0].rule, 'code')
    assert.match(findings[0].why, /read-only transaction/)
    assert.isEmpty(await db.from('notes'))
  })

  test('a migration that reads in up() is checked', async ({ assert }) => {
    const reads = sample(async (schema) => {
      await schema.db.rawQuery('SELECT 1')
      schema.schema.raw(PAGES_INDEX)
    })
    assert.deepEqual(await rulesOf(reads), ['addIndex'])
  })

  test('the code of this.defer does not run', async ({ assert }) => {
    let hasRun = false
    const file = sample((schema) => schema.defer(async () => void (hasRun = true)))
    assert.deepEqual(await rulesOf(file), ['code'])
    assert.isFalse(hasRun)
  })

  test('a finding names the file, the statement, the reason, and the lines to write', async ({
    assert,
  }) => {
    const { findings } = await checked([sample(`SELECT '١'; ${PAGES_INDEX} WHERE pages > 9`)])
    const [{ migration, statement, why, instead }] = findings
    assert.match(migration, /^database\/migrations\/\d+_sample$/)
    assert.equal(statement, `${PAGES_INDEX} WHERE pages > 9`)
    assert.equal(why, 'Nobody can write books until the index is built.')
    const concurrent = PAGES_INDEX.replace('INDEX', 'INDEX CONCURRENTLY')
    assert.include(instead, `this.schema.raw(\`${concurrent} WHERE pages > 9\`)`)
  })

  test('VALIDATE after another migration without a transaction is fine', async ({ assert }) => {
    const steps = [
      sample('ALTER TABLE books ADD CONSTRAINT c CHECK (pages > 0) NOT VALID'),
      apart('ALTER TABLE books VALIDATE CONSTRAINT c'),
    ]
    assert.deepEqual(await rulesOf(...steps), [])
  })
})

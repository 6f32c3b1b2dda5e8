import { test } from '@japa/runner'
import { RULES } from '#migrations/check/rules'
import { COLUMNS, CONSTRAINTS, OTHERS } from '#migrations/tests/support/cases'
import { dropProbe, probe, runIn } from '#migrations/tests/support/probe_schema'
import { BOOKS, checked, rulesOf, sample } from '#migrations/tests/support/sample'

/** They lock a table only for a moment, or lock nothing. */
const SHORT = [
  'CREATE TRIGGER t BEFORE UPDATE ON books FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  'ALTER TABLE books ALTER COLUMN state SET DEFAULT gen_random_uuid()::text',
  'ALTER TABLE books DROP CONSTRAINT books_published',
  'ALTER TABLE books ALTER COLUMN title DROP NOT NULL',
  'ALTER TABLE books ADD COLUMN twice int GENERATED ALWAYS AS (pages * 2) VIRTUAL',
  `ALTER TABLE public.books ADD COLUMN tags text[] NOT NULL DEFAULT ARRAY[]::text[]`,
  `COMMENT ON TABLE books IS 'All books'`,
  'CREATE TABLE reviews (id serial PRIMARY KEY, book_id int NOT NULL REFERENCES books (id))',
]

const CASES = [...COLUMNS, ...CONSTRAINTS, ...OTHERS]

test.group('Migrations | rules', () => {
  test('every rule has a case', ({ assert }) => {
    assert.sameMembers(
      CASES.map(({ rule }) => rule),
      Object.keys(RULES)
    )
  })

  test('{rule} is found')
    .with(CASES)
    .run(async ({ assert }, { rule, red }) => {
      for (const file of red) {
        const { findings } = await checked([file])
        assert.deepEqual(
          [...new Set(findings.map((one) => one.rule))],
          [rule],
          JSON.stringify(findings)
        )
        assert.isNotEmpty(findings[0].why)
        assert.isNotEmpty(findings[0].instead)
      }
    })

  test('{rule}: the recommended way is no finding, and PostgreSQL runs it')
    .with(CASES.filter(({ green }) => green.length > 0))
    .run(async ({ assert }, { green }) => {
      assert.deepEqual(await rulesOf(...green), [])
      const client = await probe({ isNew: true })
      try {
        await runIn(client, [BOOKS, ...green])
      } finally {
        await dropProbe(client)
      }
    })

  test('a statement that locks a table only for a moment is no finding', async ({ assert }) => {
    for (const sql of SHORT) assert.deepEqual(await rulesOf(sample(sql)), [], sql)
  })
})

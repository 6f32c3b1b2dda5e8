import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import personalData from '#config/personal_data'

/** Columns that a table without personal data cannot have. */
const PERSONAL = /^(user_id|tokenable_id|account_id|e?mail|name|.*_email|ip_address|user_agent)$/

/** Columns that an export must not show. */
const SECRET = /(^|_)(hash|password|secret|token|key|code|generation|data|payload)(_|$)/

/** Names and numbers that the app has shown to the person. */
const SHOWN = ['notifications.data']

/** A schedule, a job and a queue have names that are no person's. */
const OTHER_NAMES = /^(bullmq\.|job_|queue_|schedules$|adonis_)/

interface Column {
  table: string
  column: string
}

const columns: Column[] = []

test.group('Personal data | rules', (group) => {
  group.setup(async () => {
    const { rows } = await db.rawQuery(
      `SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name AS "table",
         column_name AS "column"
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema NOT IN ('information_schema', 'pg_catalog') AND table_type = 'BASE TABLE'`
    )
    columns.push(...rows)
  })

  test('each table of the database has a rule, and each rule has a table', ({ assert }) => {
    const tables = new Set(columns.map(({ table }) => table))
    const ruled = new Set(Object.keys(personalData))
    const advice = 'Add a line for the table to config/personal_data.ts (see docs/personal_data.md)'
    assert.isEmpty([...tables.difference(ruled)], advice)
    assert.isEmpty([...ruled.difference(tables)], 'Remove the line of a table that does not exist')
  })

  test('a table without personal data has no column that leads to a person', ({ assert }) => {
    const suspicious = columns.filter(
      ({ table, column }) =>
        typeof personalData[table] === 'string' && !OTHER_NAMES.test(table) && PERSONAL.test(column)
    )
    assert.deepEqual(suspicious, [])
  })

  test('a column that may have a secret is hidden from the export', ({ assert }) => {
    const shown = columns.filter(({ table, column }) => {
      const rule = personalData[table]
      if (!rule || typeof rule === 'string') return false
      const { hides = [] } = rule
      if (!Array.isArray(hides) || hides.includes(column)) return false
      return SECRET.test(column) && !SHOWN.includes(`${table}.${column}`)
    })
    assert.deepEqual(shown, [], 'Add the column to `hides` of its table in config/personal_data.ts')
  })

  test('a hidden column exists', ({ assert }) => {
    const named = Object.entries(personalData).flatMap(([table, rule]) =>
      typeof rule === 'string' || !Array.isArray(rule.hides)
        ? []
        : rule.hides.map((column) => ({ table, column }))
    )
    for (const column of named) assert.deepInclude(columns, column)
  })

  test('each column of files is in the export', async ({ assert }) => {
    const { rows } = await db.rawQuery(
      `SELECT tgrelid::regclass::text AS "table", rtrim(encode(tgargs, 'escape'), '\\000') AS "column"
       FROM pg_trigger WHERE tgfoid = 'claim_file'::regproc AND NOT tgisinternal`
    )
    const forgotten = rows.filter(({ table, column }: Column) => {
      const rule = personalData[table]
      const isShown = typeof rule !== 'string' && (!rule.hides || Array.isArray(rule.hides))
      return isShown && !rule.files?.includes(column)
    })
    assert.deepEqual(forgotten, [], 'Add the column to `files` of its table')
  })

  test('each rule is a condition that PostgreSQL understands', async ({ assert }) => {
    const values = { id: 1, addresses: ['ada@example.com'], limits: ['%:1:%'] }
    for (const [table, rule] of Object.entries(personalData)) {
      if (typeof rule === 'string') continue
      const { rows } = await db.rawQuery(`SELECT FROM ${table} WHERE ${rule.rows}`, values)
      assert.isEmpty(rows, table)
    }
  })
})

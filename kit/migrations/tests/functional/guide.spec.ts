import { test } from '@japa/runner'
import type pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import { guideFiles } from '#migrations/tests/support/guide'
import { dropProbe, probe, runIn } from '#migrations/tests/support/probe_schema'
import { checked, sample } from '#migrations/tests/support/sample'

const PEOPLE = sample([
  'CREATE TABLE people (id serial PRIMARY KEY, name varchar(100) NOT NULL, city varchar(100))',
  'CREATE TABLE orders (id serial PRIMARY KEY, person_id int)',
])

async function names(client: pg.Client) {
  const { rows } = await client.query('SELECT name, full_name FROM people ORDER BY id')
  return rows.map((row) => [row.name, row.full_name])
}

test.group('Migrations | guide', () => {
  test('every migration of the guide is free of danger, and PostgreSQL runs it', async ({
    assert,
  }) => {
    const files = await guideFiles('database/migrations')
    assert.isAbove(files.length, 8)
    const { findings, stated } = await checked(files, [], [PEOPLE])
    assert.isEmpty(findings, JSON.stringify(findings, null, 2))
    assert.sameMembers(
      stated.map(({ rule }) => rule),
      ['dropColumn', 'dropTable']
    )

    const client = await probe({ isNew: true })
    try {
      await runIn(client, [PEOPLE, ...files])
    } finally {
      await dropProbe(client)
    }
  })

  test('a column is renamed while two releases run side by side', async ({ assert }) => {
    const files = await guideFiles('database/migrations/180000000000')
    const client = await probe({ isNew: true })
    try {
      await runIn(client, [PEOPLE])
      await client.query(`INSERT INTO people (name) VALUES ('Ada')`)
      await runIn(client, files.slice(0, 1))
      await client.query(`INSERT INTO people (name) VALUES ('Grace')`)
      await client.query(`INSERT INTO people (full_name) VALUES ('Mary')`)
      await client.query(`UPDATE people SET full_name = 'Grace H.' WHERE name = 'Grace'`)
      await client.query(`UPDATE people SET name = 'Mary S.' WHERE name = 'Mary'`)
      await client.query(`UPDATE people SET city = 'London'`)
      const all = [
        ['Ada', 'Ada'],
        ['Grace H.', 'Grace H.'],
        ['Mary S.', 'Mary S.'],
      ]
      assert.deepEqual(await names(client), all)

      await runIn(client, files.slice(1, 4))
      await client.query(`INSERT INTO people (name) VALUES ('Emmy')`)
      await runIn(client, files.slice(4))
      await client.query(`INSERT INTO people (full_name) VALUES ('Sofia')`)
      const { rows } = await client.query('SELECT full_name FROM people WHERE id > 3 ORDER BY id')
      assert.deepEqual(
        rows.map((row) => row.full_name),
        ['Emmy', 'Sofia']
      )
    } finally {
      await dropProbe(client)
    }
  })

  test('the job of the guide fills all rows in batches', async ({ assert }) => {
    const [file] = await guideFiles('app/jobs')
    const FillFullNames = (await file.getSource()) as unknown as new () => {
      handle(): Promise<void>
    }
    await db.rawQuery('CREATE TABLE people (id serial PRIMARY KEY, name text, full_name text)')
    await db.rawQuery('INSERT INTO people (name) SELECT generate_series(1, 2500)')
    await db.rawQuery('INSERT INTO people (name) VALUES (NULL)')

    await new FillFullNames().handle()
    const { rows } = await db.rawQuery('SELECT count(*)::int FROM people WHERE full_name = name')
    assert.equal(rows[0].count, 2500)
  })
})

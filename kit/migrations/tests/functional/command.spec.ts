import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import MigrationCheck from '#migrations/commands/migration_check'
import { run } from '#tests/support/user_commands'

const NAME = 'database/migrations/1900000000001_probe_of_the_check'
const CODE = `import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => table.dropColumn('locale'))
  }
}
`

test.group('Migrations | migration:check', () => {
  test('without a pending migration, there is nothing to check', async ({ assert }) => {
    const { exitCode, lines } = await run(MigrationCheck, [])
    assert.equal(exitCode, 0)
    assert.equal(lines, 'No migrations to check')
  })

  test('in an empty database, the migrations of the starter are free of danger', async ({
    assert,
  }) => {
    await db.from('adonis_schema').delete()
    const { exitCode, lines } = await run(MigrationCheck, [])
    assert.equal(exitCode, 0, lines)
    assert.match(lines, /\d+ migrations, no danger found/)
    assert.match(lines, /every table is new\. In CI, use --since/)
  })

  test('a pending migration is named with its danger, in words and as JSON', async ({ assert }) => {
    await writeFile(app.makePath(`${NAME}.ts`), CODE)
    try {
      const told = await run(MigrationCheck, [])
      assert.equal(told.exitCode, 1)
      assert.include(told.lines, NAME)
      assert.include(told.lines, 'dropColumn: alter table "users" drop column "locale"')
      assert.include(told.lines, 'A running release that still reads or writes locale fails.')
      assert.include(told.lines, '1 migration, 1 danger')

      const { exitCode, lines } = await run(MigrationCheck, ['--json'])
      assert.equal(exitCode, 1)
      assert.containSubset(JSON.parse(lines), {
        checked: [NAME],
        findings: [{ migration: NAME, rule: 'dropColumn', table: 'users' }],
      })

      const since = await run(MigrationCheck, ['--since', 'HEAD', '--json'])
      assert.include(JSON.parse(since.lines).checked, NAME)
    } finally {
      await rm(app.makePath(`${NAME}.ts`))
    }
  })

  test('--since checks nothing that the commit has', async ({ assert }) => {
    const { stdout } = await promisify(execFile)('git', [
      'status',
      '--short',
      'database/migrations',
    ])
    assert.isEmpty(stdout, 'the test needs committed migrations')
    const { lines } = await run(MigrationCheck, ['--since', 'HEAD'])
    assert.equal(lines, 'No migrations to check')
  })

  test('a migration is named by its path, its file or its words', async ({ assert }) => {
    for (const name of [
      'database/migrations/1700000000068_hash_session_ids.ts',
      '1700000000068_hash_session_ids',
      'hash_session_ids',
    ]) {
      const { exitCode, lines } = await run(MigrationCheck, [name, '--json'])
      assert.equal(exitCode, 1)
      const { findings } = JSON.parse(lines)
      assert.deepEqual(
        findings.map(({ rule }: { rule: string }) => rule),
        ['backfill']
      )
    }
  })

  test('--small lets tables with fewer rows be locked', async ({ assert }) => {
    const args = ['hash_session_ids', '--small', '10000']
    const { exitCode, lines } = await run(MigrationCheck, args)
    assert.equal(exitCode, 0, lines)
  })

  test('a wrong name, commit or number is named', async ({ assert }) => {
    for (const [args, message] of [
      [['nothing_like_it'], /^There is no migration nothing_like_it/],
      [['--since', 'nowhere'], /^git knows no commit nowhere here\. In CI, fetch it first/],
      [['hash_session_ids', '--since', 'HEAD'], /^Give names or --since, not both/],
      [['--small', '0'], /^--small needs a whole number of rows above 0/],
    ] as const) {
      const { exitCode, lines } = await run(MigrationCheck, [...args])
      assert.equal(exitCode, 1, args.join(' '))
      assert.match(lines, message)
    }
  })
})

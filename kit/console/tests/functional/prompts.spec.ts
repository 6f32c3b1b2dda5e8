import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import DbConsole from '#console/commands/db_console'
import { consoleContext } from '#console/console_context'
import { connectionOf, settingsOf, toolEnvironment } from '#console/database_connection'

const URL_WITH_PASSWORD = 'postgresql://ada:s3cret%2F@db.example.com:6543/shop?sslmode=no-verify'
const CONNECTION = 'database.connections.postgres.connection'

async function run(...argv: string[]) {
  const command = await ace.create(DbConsole, argv)
  await command.exec()
  const { logger } = command.ui
  const lines = logger.getLogs().map(({ message }) => message)
  logger.flushLogs()
  return { text: lines.join('\n'), exitCode: command.exitCode }
}

test.group('node ace console', () => {
  test('the prompt has the models, factories, database and queue', async ({ assert }) => {
    const context = await consoleContext(app)
    const names = ['User', 'AccessToken', 'UserFactory', 'db', 'queue']

    assert.includeMembers(Object.keys(context), names)
    assert.equal((context.User as { table: string }).table, 'users')
  })
})

test.group('node ace db:console', (group) => {
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('one statement prints its rows', async ({ assert }) => {
    const { text, exitCode } = await run('--sql=SELECT 1 AS one, NULL AS none', '--json')

    assert.equal(exitCode, 0)
    assert.deepEqual(JSON.parse(text), [{ one: 1, none: null }])
  })

  test('a wrong statement fails with the error of the database: {argv}')
    .with([{ argv: [] }, { argv: ['--json'] }])
    .run(async ({ assert }, { argv }) => {
      const { text, exitCode } = await run('--sql=SELEC', ...argv)

      assert.equal(exitCode, 1)
      assert.include(text, 'syntax error at or near')
      assert.equal(text.startsWith('{'), argv.length > 0)
    })

  test('--json without a statement is refused', async ({ assert }) => {
    const { text, exitCode } = await run('--json')

    assert.equal(exitCode, 1)
    assert.include(text, '--json needs --sql')
  })

  test('psql gets the address and the password of a URL in its environment', ({ assert }) => {
    const former = app.config.get(CONNECTION)
    app.config.set(CONNECTION, { connectionString: URL_WITH_PASSWORD })
    try {
      assert.deepEqual(toolEnvironment(settingsOf(app)), {
        PGHOST: 'db.example.com',
        PGPORT: '6543',
        PGUSER: 'ada',
        PGPASSWORD: 's3cret/',
        PGDATABASE: 'shop',
        PGSSLMODE: 'require',
      })
    } finally {
      app.config.set(CONNECTION, former)
    }
  })

  test('psql gets all hosts of a cluster', ({ assert }) => {
    const former = app.config.get(CONNECTION)
    const connectionString = 'postgresql://ada@db1,db2:6543/shop?target_session_attrs=read-write'
    app.config.set(CONNECTION, { connectionString })
    try {
      assert.containSubset(toolEnvironment(settingsOf(app)), {
        PGHOST: 'db1,db2',
        PGPORT: '5432,6543',
        PGTARGETSESSIONATTRS: 'read-write',
      })
    } finally {
      app.config.set(CONNECTION, former)
    }
  })

  test('the database of a test is that of the tests', ({ assert }) => {
    assert.match(connectionOf(app).database!, /_test/)
  })
})

import { join } from 'node:path'
import { test } from '@japa/runner'
import { Disk } from '@adonisjs/drive'
import { FSDriver } from '@adonisjs/drive/drivers/fs'
import { DatabaseServer } from '#backups/database_server'
import { BackedUpApp } from '#backups/tests/support/backed_up_app'
import { eventually } from '#tests/support/eventually'

test.group('Backups | interrupted commands', (group) => {
  let app: BackedUpApp

  group.setup(async () => {
    app = await BackedUpApp.start()
    return () => app[Symbol.asyncDispose]()
  })

  const serverOf = (user: string) =>
    new DatabaseServer({ host: '127.0.0.1', port: app.node.port, user, database: 'shop' }, {})
  const ask = (sql: string) => app.node.query(sql)

  test('a restore that is cut off while it renames changes nothing', async ({ assert }) => {
    await app.backups().create()
    const before = await app.databases()
    await serverOf('postgres').withClient(async (other) => {
      await other.query('BEGIN')
      await other.query(`COMMENT ON DATABASE shop IS 'a lock'`)
      const restoring = app
        .restores()
        .replace('latest')
        .catch((error) => error)
      await eventually(async () => {
        const ended = await ask(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE query LIKE 'ALTER DATABASE%RENAME%' AND pid <> pg_backend_pid()`
        )
        return ended.length > 0
      })
      await other.query('ROLLBACK')
      const { message } = await restoring
      assert.match(message, /^The database shop was not renamed \(.*, and nothing has changed/)
    }, 'postgres')
    assert.equal(await app.countUsers(), 20)
    assert.deepEqual(await app.databases(), before)
  })

  test('a user who may not rename the database is told so', async ({ assert }) => {
    await ask('CREATE ROLE operator LOGIN CREATEDB')
    await assert.rejects(
      () => serverOf('operator').swap('restored', 'former'),
      /^The database shop was not renamed \(must be owner of database shop\), and nothing has changed\. Run/
    )
  })

  test('a drill drops what an interrupted one has left, and nothing else', async ({ assert }) => {
    const { name } = await app.backups().create()
    const before = await app.databases()
    const ours = 'shop_scratch_00000001'
    const running = 'shop_scratch_00000002'
    const stranger = 'shop_scratch_of_somebody'
    for (const database of [ours, running, stranger]) await ask(`CREATE DATABASE ${database}`)

    await serverOf('postgres').withClient(async (other) => {
      await other.query(`SELECT pg_advisory_lock(hashtextextended('backups of ${running}', 0))`)
      await app.restores().drill(name)
    }, 'postgres')
    assert.sameMembers(await app.databases(), [...before, running, stranger])
    await app.restores().drill(name)
    assert.sameMembers(await app.databases(), [...before, stranger])
  })

  test('a temporary folder that cannot be written is named', async ({ assert, cleanup }) => {
    const { TMPDIR } = process.env
    cleanup(() => {
      if (TMPDIR === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = TMPDIR
    })
    process.env.TMPDIR = join(app.folder, 'no-such')

    await assert.rejects(
      () => app.backups().create(),
      /^A part of the backup cannot be written \(ENOENT.*\)\. Make room there, or set TMPDIR/
    )
  })

  test('a place that cannot be written is named with its variable', async ({ assert }) => {
    const location = join(app.folder, 'files', 'two.txt')
    const disk = new Disk(new FSDriver({ location, visibility: 'private' }))

    await assert.rejects(
      () => app.backups({ disk }).create(),
      /^The storage of the backups failed \((ENOTDIR|EEXIST).*\)\. Correct BACKUP_ROOT/
    )
  })
})

import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { BackedUpApp } from '#backups/tests/support/backed_up_app'
import { newKeys } from '#backups/encryption'
import { PostgresTools } from '#backups/postgres_tools'

/** One application for all tests: each one makes backups of its own. */
test.group('Backups', (group) => {
  let app: BackedUpApp
  group.setup(async () => {
    app = await BackedUpApp.start()
    return () => app[Symbol.asyncDispose]()
  })

  test('a backup is one moment, while others write', async ({ assert }) => {
    let isOver = false
    const writing = (async () => {
      while (!isOver) await app.addUsers(5)
    })()
    const { name, manifest } = await app.backups().create()
    isOver = true
    await writing

    assert.isTrue(manifest.isEncrypted)
    assert.equal(manifest.files, 2)
    assert.isAbove(manifest.objects[0].parts.length, 1)
    assert.isAbove(await app.countUsers(), manifest.tables.users.rows)
    const drilled = await app.restores().drill()
    assert.equal(drilled.name, name)
    const databases = await app.databases()
    assert.isFalse(databases.some((one) => one.includes('drill')))
  })

  test('nobody reads a backup without its key', async ({ assert }) => {
    const { name, manifest } = await app.backups().create()
    const [{ key }] = manifest.objects[0].parts
    const stored = await readFile(join(app.folder, 'backups', key))
    assert.isTrue(stored.toString('latin1').startsWith('age-encryption.org/v1'))
    assert.isFalse(stored.includes('@example.com'))

    const { identity } = await newKeys()
    const withoutKey = app.backups({ identity: null })
    const unread = await withoutKey.verify(name)
    const read = await app.backups().verify(name)
    assert.deepEqual([unread.isReadable, read.isReadable], [false, true])
    await assert.rejects(
      () => app.restores({ identity: null }).drill(name),
      /The backup is encrypted/
    )
    await assert.rejects(() => app.backups({ identity }).verify(name), /does not read this backup/)
    await assert.rejects(
      () => app.backups({ identity: 'AGE-SECRET' }).verify(name),
      /begins with AGE-SECRET-KEY-1/
    )
  })

  test('without a public key, only --plain makes a backup', async ({ assert }) => {
    const backups = app.backups({ recipients: [], identity: null })
    await assert.rejects(() => backups.create(), /BACKUP_RECIPIENT is missing/)
    const wrong = app.backups({ recipients: ['age1wrong'] })
    await assert.rejects(() => wrong.create(), /no public key/)

    const { name, manifest } = await backups.create({ isPlain: true })
    assert.isFalse(manifest.isEncrypted)
    const drilled = await app.restores().drill(name)
    assert.equal(drilled.name, name)
  })

  test('a changed and a missing part are found, and a restore changes nothing', async ({
    assert,
  }) => {
    const { name, manifest } = await app.backups().create()
    const before = await app.databases()
    const path = join(app.folder, 'backups', manifest.objects[0].parts[1].key)
    const content = await readFile(path)

    content[100] ^= 1
    await writeFile(path, content)
    await assert.rejects(
      () => app.backups().verify(name),
      /database\.0001 has changed|does not read/
    )
    await assert.rejects(() => app.backups({ identity: null }).verify(name), /has changed/)
    await assert.rejects(() => app.restores().drill(name))
    await rm(path)
    await assert.rejects(() => app.backups().verify(name), /database\.0001 is missing/)
    assert.deepEqual(await app.databases(), before)
  })

  test('a restored database that differs from the backup is refused', async ({ assert }) => {
    const { name } = await app.backups().create()
    const path = join(app.folder, 'backups', name, 'manifest.json')
    const manifest = JSON.parse(await readFile(path, 'utf8'))
    const { rows } = manifest.tables.users
    manifest.tables.users.checksum = '1'
    await writeFile(path, JSON.stringify(manifest))
    await assert.rejects(() => app.restores().drill(name), /users has other content/)

    manifest.tables.users.rows = rows + 1
    manifest.tables.no_such = { rows: 0 }
    await writeFile(path, JSON.stringify(manifest))
    await assert.rejects(
      () => app.restores().drill(name),
      `The restored database differs from the backup: users has ${rows} rows instead of ${rows + 1}, no_such is missing`
    )
    await rm(join(app.folder, 'backups', name), { recursive: true })
  })

  test('an interrupted backup is no backup', async ({ assert }) => {
    const { name } = await app.backups().create()
    await rm(join(app.folder, 'backups', name, 'manifest.json'))
    await assert.rejects(() => app.backups().verify(name), /is not complete: it was interrupted/)
    await assert.rejects(() => app.backups().verify('no-such'), /There is no backup no-such/)
  })

  test('a server that is newer than pg_dump is refused with an instruction', async ({ assert }) => {
    const tools = new PostgresTools({}, 99)
    await assert.rejects(
      () => tools.dump('1', async () => {}),
      /^PostgreSQL 99 needs its pg_dump, and the newest one here is \d+\. Install it: apt-get install postgresql-client-99$/
    )
  })
})

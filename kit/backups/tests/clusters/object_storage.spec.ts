import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { Disk } from '@adonisjs/drive'
import { BackedUpApp } from '#backups/tests/support/backed_up_app'
import { ObjectStorage } from '#backups/tests/support/object_storage'
import { TcpProxy } from '#queue/tests/support/brokers/tcp_proxy'
import { eventually } from '#tests/support/eventually'
import { runBuilt } from '#tests/support/processes'

const BUCKET = 'shop-backups'

/** One application and one storage for all tests: each one has a bucket of its own. */
test.group('Backups in S3', (group) => {
  const isInstalled = ObjectStorage.isInstalled()
  group.tap((one) => one.skip(!isInstalled, 'there is no OpenStack Swift'))

  let app: BackedUpApp
  let storage: ObjectStorage
  group.setup(async () => {
    if (!isInstalled) return async () => {}
    storage = new ObjectStorage()
    await storage.start()
    app = await BackedUpApp.start()
    return async () => {
      await app[Symbol.asyncDispose]()
      await storage.end()
    }
  })

  async function bucket(name: string) {
    await storage.addBucket(name)
    return new Disk(await storage.driver(name))
  }

  test('the commands make, list, check, restore and remove backups in a bucket', async ({
    assert,
  }) => {
    const disk = await bucket(BUCKET)
    const env = { ...app.env, ...storage.env, BACKUP_BUCKET: BUCKET }
    const ace = (...args: string[]) => runBuilt(args, env)
    const key = join(app.folder, 'key.txt')
    await writeFile(key, app.keys.identity)

    const { name } = JSON.parse(await ace('backup:create', '--json'))
    await app.addUsers(7)
    assert.include(await ace('backup:list'), name)
    await ace('backup:verify', name, `--identity=${key}`)
    await ace('backup:drill', `--identity=${key}`)
    await ace('backup:restore', 'latest', '--force', `--identity=${key}`)
    assert.equal(await app.countUsers(), 20)

    const manifest = await disk.get(`${name}/manifest.json`)
    for (const old of ['20200101T000000Z-aaaa', '20200101T000001Z-bbbb']) {
      await disk.put(`${old}/database.0000`, 'content')
      await disk.put(`${old}/manifest.json`, manifest)
    }
    await disk.put('20200102T000000Z-cccc/database.0000', 'interrupted')
    const { removed } = JSON.parse(await ace('backup:prune', '--json'))
    assert.sameMembers(removed, ['20200101T000000Z-aaaa', '20200102T000000Z-cccc'])
    const keys = await storage.keysOf(BUCKET)
    assert.deepEqual(
      [...new Set(keys.map((one) => one.split('/')[0]))],
      ['20200101T000001Z-bbbb', name]
    )
  }).timeout(300_000)

  test('a large dump has several parts, and the files may be in a bucket too', async ({
    assert,
  }) => {
    const disk = await bucket('large')
    const files = await bucket('files')
    await files.put('pictures/one.txt', 'the first file')
    await files.put('two.txt', 'the second file')
    await app.addUsers(3000)
    const { name, manifest } = await app.backups({ disk, files }).create()
    assert.isAbove(manifest.objects[0].parts.length, 2)
    assert.equal(manifest.files, 2)

    await files.delete('two.txt')
    await app.backups({ disk, files }).verify(name)
    const { files: written } = await app.restores({ disk, files }).replace('latest')
    assert.equal(written, 2)
    assert.equal(await files.get('two.txt'), 'the second file')
  })

  test('a wrong key, a missing bucket and a server that is away are told in one sentence', async ({
    assert,
  }) => {
    const disk = await bucket('refused')
    const { name } = await app.backups({ disk }).create()
    const before = await app.databases()
    const mistakes = [
      [
        { credentials: { accessKeyId: 'shop:operator', secretAccessKey: 'wrong' } },
        /^The storage of the backups refuses the access \(SignatureDoesNotMatch\)\. Correct AWS_ACCESS_KEY_ID/,
      ],
      [{ bucket: 'no-such' }, /^The storage of the backups has no such bucket\. Make it/],
      [
        { endpoint: 'http://127.0.0.1:1' },
        /^The storage of the backups does not answer \(.*ECONNREFUSED.*\)\. Correct S3_ENDPOINT/,
      ],
    ] as const
    for (const [changes, sentence] of mistakes) {
      const wrong = new Disk(await storage.driver('refused', changes))
      await assert.rejects(() => app.backups({ disk: wrong }).create(), sentence)
      await assert.rejects(() => app.backups({ disk: wrong }).verify(name), sentence)
      await assert.rejects(() => app.restores({ disk: wrong }).drill(name), sentence)
      await assert.rejects(() => app.store(wrong).list(), sentence)
      await assert.rejects(() => app.store(wrong).remove(name), sentence)
    }
    assert.deepEqual(await app.databases(), before)
    await app.backups({ disk }).verify(name)
  })

  test('a server that ends in the middle leaves no backup that looks complete', async ({
    assert,
  }) => {
    const disk = await bucket('killed')
    await app.addUsers(20_000)
    const creating = app.backups({ disk }).create()
    creating.catch(() => {})
    await eventually(async () => {
      const keys = await storage.keysOf('killed')
      return keys.length > 1
    })
    await storage.kill()
    await assert.rejects(() => creating, /^The storage of the backups does not answer/)
    const [{ dumps }] = await app.query(
      "SELECT count(*)::int AS dumps FROM pg_stat_activity WHERE application_name = 'pg_dump'"
    )
    assert.equal(dumps, 0)

    await storage.start()
    const [interrupted] = await app.store(disk).list()
    assert.isUndefined(interrupted.manifest)
    await assert.rejects(() => app.restores({ disk }).drill(), /There is no backup yet/)
    const { name } = await app.backups({ disk }).create()
    const drilled = await app.restores({ disk }).drill()
    assert.equal(drilled.name, name)
  })

  test('a restore that loses the server, or waits for it, leaves no database', async ({
    assert,
    cleanup,
  }) => {
    const disk = await bucket('cut')
    const { name } = await app.backups({ disk }).create()
    const before = await app.databases()
    const proxy = new TcpProxy(storage.port)
    await proxy.start()
    cleanup(() => proxy.end())
    const far = new Disk(
      await storage.driver('cut', {
        endpoint: `http://127.0.0.1:${proxy.port}`,
        requestHandler: { socketTimeout: 1000 },
      })
    )
    for (const failure of ['cut', 'stall'] as const) {
      const restoring = app.restores({ disk: far }).restoreInto('shop_copy', name)
      restoring.catch(() => {})
      await eventually(async () => {
        const databases = await app.databases()
        return databases.includes('shop_copy')
      })
      await proxy[failure]()
      await assert.rejects(() => restoring, /^The storage of the backups does not answer/)
      await proxy.restore()
    }
    assert.deepEqual(await app.databases(), before)
  })
})

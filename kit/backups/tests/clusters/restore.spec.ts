import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { BackedUpApp } from '#backups/tests/support/backed_up_app'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { runBuilt, startServer } from '#tests/support/processes'

test.group('The commands for backups', () => {
  test('a restore brings rows and files back, and keeps the database of before', async ({
    assert,
  }) => {
    await using app = await BackedUpApp.start()
    const ace = (...args: string[]) => runBuilt(args, app.env)
    const key = join(app.folder, 'key.txt')
    await writeFile(key, `# the key of the shop\n${app.keys.identity}\n`)
    await using server = await startServer({ ...app.env, PORT: String(await freePort()) })

    const made = JSON.parse(await ace('backup:create', '--json'))
    await app.addUsers(7)
    await app.writeFile('two.txt', 'changed')
    const listed = JSON.parse(await ace('backup:list', '--json'))
    assert.deepEqual(
      listed.map(({ name }: { name: string }) => name),
      [made.name]
    )
    assert.include(await ace('backup:list'), 'encrypted')
    await ace('backup:verify', made.name, `--identity=${key}`)
    await ace('backup:drill', `--identity=${key}`)
    await ace('backup:restore', 'latest', '--into=shop_copy', `--identity=${key}`)
    assert.equal(await app.countUsers('shop_copy'), 20)
    assert.equal(await app.countUsers(), 27)

    const restored = JSON.parse(
      await ace('backup:restore', 'latest', '--force', `--identity=${key}`, '--json')
    )
    assert.equal(await app.countUsers(), 20)
    assert.equal(await app.countUsers(restored.former), 27)
    assert.equal(await app.readFile('two.txt'), 'the second file')
    assert.equal(restored.files, 2)
    await eventually(async () => {
      const { ok } = await fetch(`${server.origin}/health/ready`)
      return ok
    })
  })

  test('a restore needs --force without a terminal, and changes nothing if it fails', async ({
    assert,
  }) => {
    await using app = await BackedUpApp.start()
    const ace = (...args: string[]) => runBuilt(args, app.env)
    await ace('backup:create')
    const before = await app.databases()

    await assert.rejects(() => ace('backup:restore', 'latest'))
    await assert.rejects(() => ace('backup:restore', 'latest', '--force'))
    await assert.rejects(() => ace('backup:verify', 'latest', '--identity=no-such-file'))
    assert.deepEqual(await app.databases(), before)
    assert.equal(await app.countUsers(), 20)
  })
})

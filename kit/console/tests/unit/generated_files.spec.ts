import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { writeWhole } from '#console/generated_files'
import { folderWith } from '#tests/support/folder'
import { freePort } from '#tests/support/free_port'

const VERSIONS = ['a', 'b'].map((letter) => letter.repeat(1_000_000))

test.group('Generated files', () => {
  for (const [writer, write] of Object.entries({
    writeWhole,
    "a package's writeFile": writeFile,
  })) {
    test(`${writer} never exposes a half-written generated file`, async ({ assert }) => {
      await using folder = await folderWith({ '.adonisjs/server/list.ts': VERSIONS[0] })
      const path = join(folder.path, '.adonisjs/server/list.ts')
      const seen = new Set<string>()
      let isWriting = true

      const reading = (async () => {
        while (isWriting) seen.add(await readFile(path, 'utf8'))
      })()
      for (let round = 1; round <= 60; round++) await write(path, VERSIONS[round % 2])
      isWriting = false
      await reading

      assert.isTrue([...seen].every((content) => VERSIONS.includes(content)))
      assert.deepEqual(await readdir(join(folder.path, '.adonisjs/server')), ['list.ts'])
    })
  }

  test('concurrent writers leave one complete file', async ({ assert }) => {
    await using folder = await folderWith({})
    const path = join(folder.path, 'database/schema.ts')
    await Promise.all(VERSIONS.map((version) => writeWhole(path, version)))

    assert.include(VERSIONS, await readFile(path, 'utf8'))
    assert.deepEqual(await readdir(join(folder.path, 'database')), ['schema.ts'])
  })

  test('codegen does not touch a file whose content is unchanged', async ({ assert }) => {
    const before = await generatedFiles()
    const codegen = spawn(process.execPath, ['ace.js', 'codegen'], { cwd: app.makePath() })
    const [exitCode] = await once(codegen, 'exit')

    assert.equal(exitCode, 0)
    assert.isAbove(before.size, 10)
    assert.deepEqual(await generatedFiles(), before)
  }).timeout(60_000)

  test('codegen neither connects to the database nor opens the port of the metrics', async ({
    assert,
  }) => {
    let connections = 0
    const database = createServer((socket) => {
      connections++
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(database, 'listening')
    const { port } = database.address() as AddressInfo
    const env = {
      ...process.env,
      DATABASE_URL: `postgresql://nobody:nothing@127.0.0.1:${port}/nowhere`,
      METRICS_PORT: String(await freePort()),
    }

    const codegen = spawn(process.execPath, ['ace.js', 'codegen'], { cwd: app.makePath(), env })
    try {
      const [exitCode] = await once(codegen, 'exit')
      assert.equal(exitCode, 0)
      assert.equal(connections, 0)
    } finally {
      codegen.kill()
      database.close()
    }
  }).timeout(60_000)
})

/** The files of codegen with their inode, which changes when a file is replaced, and their modification time. */
async function generatedFiles() {
  const files = new Map<string, string>()
  for await (const name of glob('.adonisjs/**/*.ts', { cwd: app.makePath() })) {
    // Vite writes it, and can do so at the same time.
    if (name.endsWith('components.d.ts')) continue
    const { ino, mtimeMs } = await stat(app.makePath(name))
    files.set(name, `${ino} ${mtimeMs}`)
  }
  return files
}

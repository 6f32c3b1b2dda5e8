import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'

const { ensureEnvFile } = await import(new URL('../../../../bin/env_file.js', import.meta.url).href)

test.group('Local services | .env', (group) => {
  let folder: string
  const ensure = () => ensureEnvFile(pathToFileURL(`${folder}/`))
  const read = () => readFile(join(folder, '.env'), 'utf8')

  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easystart-env-'))
    return () => rm(folder, { recursive: true })
  })

  test('a new .env is a copy of the example with a new key, readable by its owner only', async ({
    assert,
  }) => {
    await writeFile(
      join(folder, '.env.example'),
      'NODE_ENV=development\nAPP_KEY=\nLOG_LEVEL=info\n'
    )
    ensure()

    assert.match(await read(), /^NODE_ENV=development\nAPP_KEY=[\w-]{32}\nLOG_LEVEL=info\n$/)
    const { mode } = await stat(join(folder, '.env'))
    assert.equal(mode & 0o777, 0o600)
    assert.sameMembers(await readdir(folder), ['.env', '.env.example'])
  })

  test('an existing .env stays unchanged', async ({ assert }) => {
    await writeFile(join(folder, '.env.example'), 'APP_KEY=\n')
    await writeFile(join(folder, '.env'), 'APP_KEY=mine\n')
    ensure()

    assert.equal(await read(), 'APP_KEY=mine\n')
  })
})

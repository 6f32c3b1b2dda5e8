import { access, mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { folderWith } from '#tests/support/folder'
import { freshBuild } from '#tests/support/test_build'

const SOURCES = {
  'app/start.ts': 'start',
  '.adonisjs/server/jobs.ts': 'jobs',
  'inertia/app.ts': 'app',
  'resources/lang/en/common.json': '{}',
  'package.json': '{}',
  'package-lock.json': '{}',
  'node_modules/.package-lock.json': '{}',
  'node_modules/vue/index.js': 'vue',
  'public/robots.txt': 'all',
}

/** A checkout whose build contains only a list of its sources. */
async function checkoutWith(files: Record<string, string> = {}) {
  const folder = await folderWith({ ...SOURCES, ...files })
  const root = `${folder.path}/`
  const builds = join(root, 'tmp/builds')
  let compiled = 0
  async function compile(copy: string) {
    compiled++
    const names = await readdir(copy, { recursive: true })
    await access(join(copy, 'node_modules/vue/index.js'))
    await mkdir(join(copy, 'build'))
    await wait(50)
    const sources = names.filter((name) => !name.startsWith('node_modules'))
    await writeFile(join(copy, 'build/sources'), sources.sort().join('\n'))
  }
  return {
    root,
    builds,
    compiled: () => compiled,
    build: () => freshBuild({ sources: root, builds, compile }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

type Change = (root: string) => Promise<unknown>

async function write(root: string, file: string) {
  await mkdir(dirname(join(root, file)), { recursive: true })
  await writeFile(join(root, file), 'changed')
}

const CHANGES: [string, Change][] = [
  ['a source is written', (root) => write(root, 'app/start.ts')],
  ['a source is newer', (root) => utimes(join(root, 'inertia/app.ts'), 2e9, 2e9)],
  ['a source is older', (root) => utimes(join(root, 'inertia/app.ts'), 1e9, 1e9)],
  ['a source is added', (root) => write(root, 'kit/queue/main.ts')],
  ['a source is removed', (root) => rm(join(root, 'app/start.ts'))],
  ['a source is renamed', (root) => rename(join(root, 'app/start.ts'), join(root, 'app/go.ts'))],
  ['a catalogue is written', (root) => write(root, 'resources/lang/en/common.json')],
  ['a generated file is written', (root) => write(root, '.adonisjs/server/jobs.ts')],
  ['the lock file is written', (root) => write(root, 'package-lock.json')],
  ['packages are installed', (root) => write(root, 'node_modules/.package-lock.json')],
  ['a configuration file is added', (root) => write(root, 'vite.config.ts')],
]

const NO_CHANGES: [string, Change][] = [
  ['nothing changes', async () => {}],
  ['a test is written', (root) => write(root, 'tests/unit/x.spec.ts')],
  ['a bench is written', (root) => write(root, 'bench/run.ts')],
  ['a test of the kit is written', (root) => write(root, 'kit/queue/tests/unit/x.spec.ts')],
  ['a page of the docs is written', (root) => write(root, 'docs/queue.md')],
  ['the README is written', (root) => write(root, 'README.md')],
  ['the environment is written', (root) => write(root, '.env')],
  ['the deployable build is written', (root) => write(root, 'build/bin/server.js')],
  ['the assets of that build are written', (root) => write(root, 'public/assets/app.js')],
  ['a pseudo-locale is written', (root) => write(root, 'resources/lang/en-XA/common.json')],
  ['a file is unfinished', (root) => write(root, '.adonisjs/server/jobs.ts.1.0.tmp')],
  ['a server writes its routes', (root) => write(root, '.adonisjs/server/routes.json')],
  ['temporary files are written', (root) => write(root, 'tmp/x')],
]

test.group('Build of the browser tests', () => {
  test('the build is made again when {0}')
    .with(CHANGES)
    .run(async ({ assert }, [, change]) => {
      await using checkout = await checkoutWith()
      const before = await checkout.build()
      await change(checkout.root)
      const after = await checkout.build()

      assert.equal(checkout.compiled(), 2)
      assert.notEqual(after, before)
      await access(before)
    })

  test('the build is kept when {0}')
    .with(NO_CHANGES)
    .run(async ({ assert }, [, change]) => {
      await using checkout = await checkoutWith()
      const before = await checkout.build()
      await change(checkout.root)

      assert.equal(await checkout.build(), before)
      assert.equal(checkout.compiled(), 1)
    })

  test('the build contains the sources only', async ({ assert }) => {
    await using checkout = await checkoutWith({
      'build/old.js': '',
      'tests/a.spec.ts': '',
      'public/assets/old.js': '',
      'resources/lang/ar-XB/common.json': '{}',
    })
    const built = await readFile(join(await checkout.build(), 'sources'), 'utf8')

    assert.deepEqual(
      built.split('\n').filter((name) => name.includes('.', 1)),
      Object.keys(SOURCES)
        .filter((name) => !name.startsWith('node_modules'))
        .sort()
    )
  })

  test('several runs that start at once share one complete build', async ({ assert }) => {
    await using checkout = await checkoutWith()
    const folders = await Promise.all([checkout.build(), checkout.build(), checkout.build()])

    assert.lengthOf(new Set(folders), 1)
    assert.equal(checkout.compiled(), 1)
    assert.deepEqual(await readdir(folders[0]), ['sources'])
    assert.deepEqual(await readdir(join(checkout.builds, 'unfinished')), [])
  })

  test('a failed or killed build leaves no files behind', async ({ assert }) => {
    await using checkout = await checkoutWith()
    const unfinished = join(checkout.builds, 'unfinished')
    await mkdir(join(unfinished, '99999999-killed'), { recursive: true })
    const failing = freshBuild({
      sources: checkout.root,
      builds: checkout.builds,
      compile: () => Promise.reject(new Error('a type is wrong')),
    })

    await assert.rejects(() => failing, 'a type is wrong')
    assert.deepEqual(await readdir(checkout.builds), ['unfinished'])
    assert.deepEqual(await readdir(unfinished), [])
  })

  test('a build is removed after an hour without use', async ({ assert }) => {
    await using checkout = await checkoutWith()
    const old = await checkout.build()
    await write(checkout.root, 'app/start.ts')
    const recent = await checkout.build()
    const hourAgo = Date.now() / 1000 - 3601
    await utimes(old, hourAgo, hourAgo)
    await write(checkout.root, 'app/again.ts')
    await checkout.build()

    await access(recent)
    await assert.rejects(() => access(old))
  })
})

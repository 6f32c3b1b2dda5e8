import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { ChangeRefused, ChangeSet } from '#generators/changes'

async function project(files: Record<string, string> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'changes-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const all = async () => {
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    return paths.sort()
  }
  return {
    root,
    all,
    read: (path: string) => readFile(join(root, path), 'utf8'),
    write: (path: string, text: string) => writeFile(join(root, path), text),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
}

test.group('ChangeSet', () => {
  test('nothing is on the disk before apply, and everything afterwards', async ({ assert }) => {
    await using files = await project({ 'app/one.ts': 'const one = 1\n', 'old.md': 'old\n' })
    const changes = new ChangeSet(files)
    await changes.create('app/models/two.ts', 'const two = 2')
    await changes.edit('app/one.ts', (text) => text.replace('1', '11'))
    await changes.remove('old.md')
    assert.deepEqual(await files.all(), ['app', 'app/one.ts', 'old.md'])

    await changes.apply()
    assert.deepEqual(await files.all(), ['app', 'app/models', 'app/models/two.ts', 'app/one.ts'])
    assert.equal(await files.read('app/one.ts'), 'const one = 11\n')
  })

  test('an existing file is not replaced, unless it is asked for', async ({ assert }) => {
    await using files = await project({ 'one.ts': 'const one = 1\n' })
    await assert.rejects(
      () => new ChangeSet(files).create('one.ts', ''),
      'one.ts exists already, for something else. Choose another name'
    )

    const changes = new ChangeSet({ ...files, force: true })
    await changes.create('one.ts', 'const one = 2\n')
    await changes.apply()
    assert.equal(await files.read('one.ts'), 'const one = 2;\n')
  })

  test('a file that cannot be written leaves all files as they were', async ({ assert }) => {
    await using files = await project({ 'a.ts': 'const a = 1\n', 'b.md': '# B\n', 'c/c.md': 'c\n' })
    const changes = new ChangeSet(files)
    await changes.edit('a.ts', () => 'const a = 2\n')
    await changes.create('b/new.md', '# New\n')
    await changes.create('c.md/new.md', '# New\n')
    await changes.remove('c/c.md')
    const before = await files.all()
    await files.write('c.md', 'A file where the folder should be.\n')

    await assert.rejects(() => changes.apply())
    assert.deepEqual(await files.all(), [...before, 'c.md'].sort())
    assert.equal(await files.read('a.ts'), 'const a = 1\n')
  })

  test('a file that changes between the preview and the write is kept', async ({ assert }) => {
    await using files = await project({ 'a.md': '# A\n' })
    const changes = new ChangeSet(files)
    await changes.edit('a.md', () => '# B\n')
    await files.write('a.md', '# C\n')

    await assert.rejects(() => changes.apply(), ChangeRefused)
    assert.equal(await files.read('a.md'), '# C\n')
  })

  test('undo restores the files, and removes folders that are then empty', async ({ assert }) => {
    await using files = await project({ 'a.md': '# A\n' })
    const changes = new ChangeSet(files)
    await changes.edit('a.md', () => '# B\n')
    await changes.create('deep/folder/new.md', '# New\n')
    await changes.apply()
    await changes.undo()

    assert.deepEqual(await files.all(), ['a.md'])
    assert.equal(await files.read('a.md'), '# A\n')
  })

  test('a file that was not formatted before keeps its layout', async ({ assert }) => {
    await using files = await project({ 'a.json': '{"a":1,  "b":2}\n', 'b.json': '{ "a": 1 }\n' })
    const changes = new ChangeSet(files)
    await changes.edit('a.json', (text) => text.replace('2', '3'))
    await changes.edit('b.json', (text) => text.replace('1', '1,    "b": 2'))
    await changes.apply()

    assert.equal(await files.read('a.json'), '{"a":1,  "b":3}\n')
    assert.equal(await files.read('b.json'), '{ "a": 1, "b": 2 }\n')
  })

  test('the tree names each file once, under its folders', async ({ assert }) => {
    await using files = await project({ 'app/one.ts': 'one\n', 'app/models/old.ts': 'old\n' })
    const changes = new ChangeSet(files)
    await changes.create('app/models/two.md', '2')
    await changes.remove('app/models/old.ts')
    await changes.edit('app/one.ts', () => 'two\n')
    await changes.create('start.md', '3')

    assert.equal(
      changes.tree(),
      ['  app/', '    models/', '-     old.ts', '+     two.md', '~   one.ts', '+ start.md'].join(
        '\n'
      )
    )
  })

  test('the diff can be applied by git', async ({ assert }) => {
    await using files = await project({ 'a.md': '# A\n', 'gone.md': 'gone\n' })
    const changes = new ChangeSet(files)
    await changes.edit('a.md', () => '# B\n')
    await changes.create('b/new.md', '# New\n')
    await changes.remove('gone.md')
    assert.equal(
      changes.diff(),
      [
        ...['--- a/a.md', '+++ b/a.md', '@@ -1,1 +1,1 @@', '-# A', '+# B'],
        ...['--- /dev/null', '+++ b/b/new.md', '@@ -0,0 +1,1 @@', '+# New'],
        ...['--- a/gone.md', '+++ /dev/null', '@@ -1,1 +0,0 @@', '-gone', ''],
      ].join('\n')
    )
  })

  for (const path of ['../outside.md', '/etc/outside.md', 'app/../../outside.md']) {
    test(`${path} is refused, because it is outside of the project`, async ({ assert }) => {
      await using files = await project()
      await assert.rejects(() => new ChangeSet(files).create(path, ''), ChangeRefused)
    })
  }
})

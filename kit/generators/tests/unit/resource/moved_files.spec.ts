import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import { ChangeSet } from '#generators/changes'
import { changeFields } from '#generators/resource/existing/change_fields'
import { readResource } from '#generators/resource/existing/read'
import { parseFields } from '#generators/resource/field'
import { productCopy } from '#generators/tests/support/product_copy'

const STORED = 'tests/functional/projects/store.spec.ts'

type Copy = Awaited<ReturnType<typeof productCopy>>

async function addPriority({ root, product }: Copy) {
  const changes = new ChangeSet({ root })
  const resource = await readResource(changes, 'Project', product)
  const fields = [...resource.fields, ...parseFields(['priority:integer'])]
  const work = await changeFields(changes, resource, product, { fields })
  return { changes, work }
}

async function move({ root }: Copy, from: string, to: string) {
  await mkdir(dirname(join(root, to)), { recursive: true })
  await rename(join(root, from), join(root, to))
}

test.group('Resource | moved files', (group) => {
  group.each.timeout(60_000)

  for (const [shows, moved] of [
    ['in another folder', 'tests/functional/projects/writing/store.spec.ts'],
    ['with another name', 'tests/functional/projects/writing/created.spec.ts'],
  ]) {
    test(`a test ${shows} gets the new field there`, async ({ assert }) => {
      await using copy = await productCopy()
      await copy.make('Project', ['name:string'])
      await move(copy, STORED, moved)

      const { changes, work } = await addPriority(copy)

      assert.deepEqual(work, [])
      assert.include(await changes.read(moved), "priority: '1,234'")
      assert.isFalse(await changes.exists(STORED))
    })
  }

  test('of a file that is gone, the lines to write are told', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Project', ['name:string'])
    await rm(join(copy.root, STORED))

    const { work } = await addPriority(copy)

    assert.lengthOf(work, 1)
    assert.containSubset(work[0], { path: STORED, action: 'write' })
    assert.include(work[0].code, 'no file below tests/functional/projects has its name')
    assert.match(work[0].code, /^\+.*priority: '1,234'/m)
  })
})

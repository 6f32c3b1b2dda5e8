import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { ChangeRefused, ChangeSet } from '#generators/changes'
import { generatedFiles, pathsOf } from '#generators/resource/existing/base'
import { changeFields } from '#generators/resource/existing/change_fields'
import { cutResource } from '#generators/resource/existing/cut'
import { addedFields } from '#generators/resource/existing/field_orders'
import { readResource } from '#generators/resource/existing/read'
import { usesOf } from '#generators/resource/existing/uses'
import { resourceOf } from '#generators/resource/resource'
import { productCopy } from '#generators/tests/support/product_copy'

test.group('Resource | relations', () => {
  for (const [fields, reason] of [
    [['parent:belongsTo(Folder)'], 'Write parent:belongsTo(Folder)?'],
    [['others:manyToMany(Folder)'], 'cannot be linked to many of its own kind'],
    [['a:manyToMany(Tag)', 'b:manyToMany(Tag)'], 'two links to Tag would have one table'],
    [['tags:manyToMany(Tag)?'], 'Write tags:manyToMany(Tag)'],
    [['owner:string', 'owner:belongsTo(User)'], '"owner" is there twice'],
    [['state:enum(a,b)', 'states:enum(a,b)'], '"states" is there twice'],
    [['due:date', 'dueFrom:boolean'], 'two filters "dueFrom"'],
    [['isDeleted:boolean'], 'two filters "isDeleted"'],
  ] as const) {
    test(`${fields.join(' ')} is refused: ${reason}`, ({ assert }) => {
      const order = () => resourceOf({ name: 'Folder', fields: [...fields], softDelete: true })
      assert.throws(order, ChangeRefused)
      assert.throws(order, new RegExp(reason.replace(/[?()]/g, String.raw`\$&`)))
    })
  }

  test('a table without a model is a reason to refuse, before anything is written', async ({
    assert,
  }) => {
    await using copy = await productCopy()
    await mkdir(join(copy.root, 'database/migrations'), { recursive: true })
    const migration = `export default class extends BaseSchema {
      async up() { this.schema.createTable('rate_limits', (table) => table.increments('id')) }
    }`
    await copy.write('database/migrations/1_create_rate_limits_table.ts', migration)
    await assert.rejects(
      () => copy.make('RateLimit', ['name:string']),
      'database/migrations/1_create_rate_limits_table.ts creates a table rate_limits already. Try TeamRateLimit or another name'
    )
  })

  const LONG = 'officialReferenceNumberOfThe'
  for (const [fields, names] of [
    [[`${LONG}Carrier:belongsTo(User)`, `${LONG}Company:belongsTo(User)`], 'Carrier" and'],
    [[`${LONG}Carrier:string:unique`, `${LONG}Company:string:unique`], 'Carrier" and'],
    [[`${LONG}Carrier:string:index`, `${LONG}Company:date:index`], 'Carrier" and'],
    [[`${LONG}Carrier:string:unique:index`], 'Carrier" is'],
  ] as const) {
    test(`${fields.join(' ')} is refused, because PostgreSQL cuts the names`, ({ assert }) => {
      const name = 'InternationalShipmentDocumentAttachment'
      const order = () => resourceOf({ name, fields: [...fields] })
      assert.throws(order, ChangeRefused)
      assert.throws(order, new RegExp(`${names}.* too long`))
      assert.doesNotThrow(() => resourceOf({ name: 'Shipment', fields: [...fields] }))
    })
  }

  for (const parent of ['Client', 'Page']) {
    test(`nothing can be nested in ${parent}`, ({ assert }) => {
      const order = () => resourceOf({ name: `${parent}/Note`, fields: ['title:string'] })
      assert.throws(order, new RegExp(`its relation "${parent.toLowerCase()}"`))
    })
  }

  test('a resource can refer to its own kind', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Folder', ['name:string', 'parent:belongsTo(Folder)?'])
    assert.notInclude(await copy.read('app/models/folder.ts'), "from '#models/folder'")
    assert.include(await copy.read('tests/functional/folders/store.spec.ts'), 'parentId: null')
  })

  test('two models are linked once, and the command says from which side', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Project', ['name:string'])
    await copy.make('Tag', ['name:string', 'projects:manyToMany(Project)'])
    const changes = new ChangeSet({ root: copy.root })
    const existing = await readResource(changes, 'Project', copy.product)
    const fields = addedFields(existing, ['tags:manyToMany(Tag)'])
    await assert.rejects(
      () => generatedFiles(copy.root, existing, copy.product, [...existing.fields, ...fields]),
      '"tags": there is a table project_tag already. If Tag is linked to Project, its pages show the link'
    )
  })

  test('a resource that was nested leaves its parent as it was', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Project', ['name:string'])
    const before = await copy.read('app/models/project.ts')
    await copy.make('Project/Task', ['title:string'])
    const changes = new ChangeSet({ root: copy.root })
    const resource = await readResource(changes, 'Project/Task', copy.product)
    await cutResource(changes, resource, pathsOf(resource, copy.product))
    assert.equal(await changes.read('app/models/project.ts'), before)
  })

  test('a part of a form that somebody has split off is named when its field goes', async ({
    assert,
  }) => {
    await using copy = await productCopy()
    await copy.make('Project', ['name:string', 'status:enum(open,done)'])
    const part = `<template>
  <SelectField
    v-bind="fields.status"
    :value="project?.status"
    :label="t('projects.fields.status')"
    :text="t(\`projects.status_values.\${one}\`)"
  />
</template>
`
    await copy.write('inertia/components/project_status.vue', part)
    await copy.write(
      'inertia/components/other.vue',
      '<template><A v-bind="fields.status" /></template>'
    )
    const changes = new ChangeSet({ root: copy.root })
    const existing = await readResource(changes, 'Project', copy.product)
    const fields = existing.fields.filter(({ name }) => name !== 'status')
    const work = await changeFields(changes, existing, copy.product, { fields })
    const lines = work.filter(({ path }) => path.endsWith('project_status.vue'))
    assert.sameMembers(
      lines.map(({ line }) => line),
      [3, 4, 5, 6]
    )
    assert.isEmpty(work.filter(({ path }) => path.endsWith('other.vue')))
  })

  test('a table that is gone uses no other one', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Project', ['name:string'])
    const old = (table: string) =>
      `export default class { async up() { this.schema.createTable('${table}', (table) => { table.integer('project_id').references('projects.id') }) } }`
    await mkdir(`${copy.root}/database/migrations`, { recursive: true })
    await copy.write('database/migrations/1800000000001_create_gone_table.ts', old('gones'))
    await copy.write(
      'database/migrations/1800000000002_create_notes_table.ts',
      old('notifications')
    )
    const changes = new ChangeSet({ root: copy.root })
    const resource = await readResource(changes, 'Project', copy.product)
    const paths = pathsOf(resource, copy.product)
    await cutResource(changes, resource, paths)
    const uses = await usesOf(changes, resource, paths, copy.product)
    assert.deepEqual(
      uses.map(({ path }) => path),
      ['database/migrations/1800000000002_create_notes_table.ts']
    )
  })
})

import { test } from '@japa/runner'
import { ChangeSet } from '#generators/changes'
import { generatedFiles, pathsOf } from '#generators/resource/existing/base'
import { cutResource } from '#generators/resource/existing/cut'
import { commandsToFree } from '#generators/resource/existing/list'
import { usesOf } from '#generators/resource/existing/uses'
import { readResource } from '#generators/resource/existing/read'
import { productCopy } from '#generators/tests/support/product_copy'

const EVERY_TYPE = [
  ...['name:string(80):unique', 'description:text?', 'email:email?:index', 'site:url?'],
  ...['code:uuid?', 'position:integer:default(3)', 'views:bigint', 'budget:decimal(12,3)'],
  ...['price:money(USD)', 'fee:money', 'isPublic:boolean', 'isOpen:boolean:default(true)'],
  ...['status:enum(draft,active,done):default(active)', 'startsOn:date', 'dueAt:datetime?'],
  ...['opensAt:time', 'settings:json?', 'labels:text[]', 'owner:belongsTo(User)'],
  'members:manyToMany(User)',
  ...['cover:file(image)?', 'contract:file'],
  ...['reviewer:belongsTo(User)?:onDelete(restrict)', 'note:string:default("a, b: c")'],
]

test.group('Resource | existing', (group) => {
  group.each.timeout(60_000)

  test('the code of a resource tells how it was made: {shows}')
    .with([
      { shows: 'shared', options: {} },
      { shows: 'owned', options: { ownedBy: 'user' } },
      { shows: 'owned by a field', options: { ownedBy: 'owner' } },
      { shows: 'softly deleted', options: { softDelete: true } },
      { shows: 'owned and softly deleted', options: { ownedBy: 'user', softDelete: true } },
    ])
    .run(async ({ assert }, { options }) => {
      await using copy = await productCopy()
      const { root } = copy
      const made = await copy.make('Project', EVERY_TYPE, options)
      const changes = new ChangeSet({ root })
      const found = await readResource(changes, 'Project', copy.product)

      const { table, ...resource } = found
      assert.containSubset(resource, { owner: made.owner, isSoftDeleted: made.isSoftDeleted })
      // The arguments can be the usual ones, so the files are compared too.
      const plain = (fields: typeof made.fields) =>
        fields.map(({ target, args, kind, ...field }) => ({ ...field, kind: kind.word }))
      assert.deepEqual(plain(found.fields), plain(made.fields))
      const generated = await generatedFiles(root, found, copy.product)
      for (const path of pathsOf(found, copy.product)) {
        assert.equal(await changes.read(path), await generated.read(path), path)
      }
    })

  test('without a resource, all files are as before it was made: {name}, {shows}')
    .with([
      { name: 'Project', shows: 'shared', options: {} },
      { name: 'Project', shows: 'owned', options: { ownedBy: 'user', softDelete: true } },
      { name: 'Customer/Invoice', shows: 'nested', options: { softDelete: true } },
      { name: 'Project', shows: 'with an API', options: { api: true } },
    ])
    .run(async ({ assert }, { name, options }) => {
      await using copy = await productCopy()
      if (name.includes('/')) await copy.make('Customer', ['name:string', 'owner:belongsTo(User)'])
      const before = await copy.all()
      await copy.make(name, EVERY_TYPE, options)

      const changes = new ChangeSet({ root: copy.root })
      const resource = await readResource(changes, name, copy.product)
      const kept = await cutResource(changes, resource, pathsOf(resource, copy.product))
      await changes.apply()

      assert.deepEqual(kept, [])
      const after = await copy.all()
      assert.deepEqual(Object.keys(after), Object.keys(before))
      for (const [path, text] of Object.entries(before)) assert.equal(after[path], text, path)
    })

  test('a choice of records that somebody has changed stays, and is named', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Project', ['name:string', 'owner:belongsTo(User)'])
    const model = await copy.read('app/models/user.ts')
    const wider = model.replace(
      "return this.query().where('id', user.id)",
      'return this.query().whereNot({ id: user.id })'
    )
    await copy.write('app/models/user.ts', wider)

    const changes = new ChangeSet({ root: copy.root })
    const resource = await readResource(changes, 'Project', copy.product)
    const kept = await cutResource(changes, resource, pathsOf(resource, copy.product))

    assert.notEqual(wider, model)
    assert.lengthOf(kept, 1)
    assert.equal(await changes.read('app/models/user.ts'), wider)
  })

  test('code that needs the resource is found with its line', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Project', ['name:string'])
    await copy.make('Project/Task', ['title:string'])
    const page = 'inertia/pages/projects_of_today.vue'
    const component = `<template><Link route="projects.index">{{ t('projects.title') }}</Link></template>\n`
    await copy.write(page, component)
    const changes = new ChangeSet({ root: copy.root })
    const resource = await readResource(changes, 'Project', copy.product)
    const paths = pathsOf(resource, copy.product)
    await cutResource(changes, resource, paths)

    const uses = await usesOf(changes, resource, paths, copy.product)
    const places = uses.map(({ path, line }) => `${path}:${line}`)
    assert.includeMembers(places, [`${page}:1`, 'app/models/task.ts:5'])
    assert.isEmpty(places.filter((place) => /project/.test(place) && !place.startsWith(page)))
  })

  test('the commands that free a resource from others are told', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Customer', ['name:string'])
    await copy.make('Customer/Invoice', ['number:string'])
    await copy.make('Note', ['customer:belongsTo(Customer)'])
    await copy.make('Ticket', ['title:string', 'customer:belongsTo(Customer)'])
    await copy.make('Topic', ['title:string'])

    const changes = new ChangeSet({ root: copy.root })
    assert.deepEqual(await commandsToFree(changes, 'Customer', copy.product), [
      'node ace resource:destroy Customer/Invoice',
      'node ace resource:destroy Note',
      'node ace resource:remove-field Ticket customer',
    ])
  })

  test('a migration needs a resource until another one removes its column', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Customer', ['name:string'])
    await copy.make('Ticket', ['title:string', 'customer:belongsTo(Customer)'])
    const migrations = async () => {
      const changes = new ChangeSet({ root: copy.root })
      const resource = await readResource(changes, 'Customer', copy.product)
      const uses = await usesOf(changes, resource, pathsOf(resource, copy.product), copy.product)
      return uses.filter(({ path }) => path.startsWith('database/migrations/'))
    }
    assert.lengthOf(await migrations(), 1)

    const removing = `export default class extends BaseSchema {
      async up() { this.schema.alterTable('tickets', (table) => { table.dropColumn('customer_id') }) }
    }`
    await copy.write('database/migrations/9999999999999_remove_customer.ts', removing)
    assert.isEmpty(await migrations())
  })

  for (const [name, message] of [
    ['Projekt', 'There is no resource Projekt. Did you mean Project?'],
    ['Bill', 'There is no resource Bill. Make it: node ace make:resource Bill name:string'],
    ['Customer/Project', 'Project is not nested in Customer. Write Project'],
  ]) {
    test(`${name} is refused with a suggestion`, async ({ assert }) => {
      await using copy = await productCopy()
      await copy.make('Project', ['name:string'])
      const changes = new ChangeSet({ root: copy.root })
      await assert.rejects(() => readResource(changes, name, copy.product), message)
    })
  }
})

import { test } from '@japa/runner'
import { ChangeSet } from '#generators/changes'
import { changeFields } from '#generators/resource/existing/change_fields'
import {
  addedFields,
  removedFields,
  renamedField,
} from '#generators/resource/existing/field_orders'
import { readResource, type ExistingResource } from '#generators/resource/existing/read'
import { productCopy } from '#generators/tests/support/product_copy'

const FIELDS = ['name:string', 'budget:decimal', 'owner:belongsTo(User)?']

async function projectIn(copy: Awaited<ReturnType<typeof productCopy>>) {
  await copy.make('Project', FIELDS, { ownedBy: 'user' })
  await copy.make('Project/Task', ['title:string'])
  const changes = new ChangeSet({ root: copy.root })
  return readResource(changes, 'Project', copy.product)
}

const add =
  (...sources: string[]) =>
  (resource: ExistingResource) =>
    addedFields(resource, sources)
const remove =
  (...names: string[]) =>
  (resource: ExistingResource) =>
    removedFields(resource, names)
const rename = (from: string, to: string) => (resource: ExistingResource) =>
  renamedField(resource, from, to)

test.group('Resource | orders of fields', (group) => {
  group.each.timeout(60_000)

  test('a field is found by its name, its column and the name that was typed', async ({
    assert,
  }) => {
    await using copy = await productCopy()
    const resource = await projectIn(copy)

    for (const name of ['owner', 'ownerId', 'owner_id']) {
      assert.equal(removedFields(resource, [name])[0].name, 'ownerId')
    }
    assert.containSubset(renamedField(resource, 'owner', 'lead').renamed, {
      ...{ name: 'leadId', column: 'lead_id', given: 'lead', noun: 'lead' },
    })
  })

  for (const [what, order, message] of [
    [
      'an added twin',
      add('budget:integer'),
      'Project has "budget" already. Give the field another name',
    ],
    [
      'an added relation of the model',
      add('tasks:text'),
      'Project has "tasks" already. Give the field another name',
    ],
    [
      'an added owner',
      add('user:belongsTo(User)'),
      'Project has "user" already. Give the field another name',
    ],
    ['an unknown type', add('size:large'), /there is no type "large"/],
    [
      'records of another model',
      add('notes:hasMany(Note)'),
      /node ace make:resource Project\/Note name:string/,
    ],
    [
      'an unknown removed field',
      remove('budgt'),
      'Project has no field "budgt". Its fields are name, budget, owner',
    ],
    ['the last field', remove('name', 'budget', 'owner'), /node ace resource:destroy Project/],
    [
      'an unknown renamed field',
      rename('cost', 'price'),
      'Project has no field "cost". Its fields are name, budget, owner',
    ],
    [
      'a name that is taken',
      rename('budget', 'name'),
      'Project has "name" already. Give the field another name',
    ],
    [
      'the same name',
      rename('budget', 'budget'),
      'Project has "budget" already. Give the field another name',
    ],
    [
      'a name with a meaning of its own',
      rename('budget', 'createdAt'),
      /"createdAt" has a meaning of its own/,
    ],
    ['a name in another style', rename('budget', 'total_cost'), /camelCase, such as totalCost/],
  ] as const) {
    test(`${what} is refused`, async ({ assert }) => {
      await using copy = await productCopy()
      const resource = await projectIn(copy)
      assert.throws(() => void order(resource), message as string)
    })
  }

  test('code of the developer that names a removed field is told with its line', async ({
    assert,
  }) => {
    await using copy = await productCopy()
    const resource = await projectIn(copy)
    const model = await copy.read('app/models/project.ts')
    const own = '  get isLarge() {\n    return Number(this.budget) > 1000\n  }\n'
    await copy.write('app/models/project.ts', model.replace(/\}\n$/, `\n${own}}\n`))
    await copy.write(
      'inertia/pages/dashboard.vue',
      '<template>{{ project.budget }}{{ user.budget }}</template>\n'
    )

    const changes = new ChangeSet({ root: copy.root })
    const fields = resource.fields.filter(({ name }) => name !== 'budget')
    const work = await changeFields(changes, resource, copy.product, { fields })

    const line = (await changes.read('app/models/project.ts'))!
      .split('\n')
      .findIndex((one) => one.includes('this.budget'))
    assert.deepEqual(
      work.map(({ path, line: at, action }) => `${action} ${path}:${at}`),
      [`look app/models/project.ts:${line + 1}`, 'look inertia/pages/dashboard.vue:1']
    )
  })
})

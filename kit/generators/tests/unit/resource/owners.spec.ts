import { test } from '@japa/runner'
import { ChangeRefused, ChangeSet } from '#generators/changes'
import { changeFields } from '#generators/resource/existing/change_fields'
import { renamingMigration } from '#generators/resource/existing/field_migrations'
import { removedFields, renamedField } from '#generators/resource/existing/field_orders'
import { readResource } from '#generators/resource/existing/read'
import { resourceOf } from '#generators/resource/resource'
import { readProduct } from '#generators/resource/product'
import { productCopy } from '#generators/tests/support/product_copy'

const FIELDS = ['name:string:unique', 'lead:belongsTo(User)', 'helper:belongsTo(User)?']

/** A copy with projects that belong to their leads, as the commands that come later find them. */
async function copyWithLeads(fields = FIELDS) {
  const copy = await productCopy()
  await copy.make('Project', fields, { ownedBy: fields[1].split(':')[0] })
  const changes = new ChangeSet({ root: copy.root })
  const resource = await readResource(changes, 'Project', copy.product)
  const dispose = () => copy[Symbol.asyncDispose]()
  return { copy, changes, resource, [Symbol.asyncDispose]: dispose }
}

test.group('Resource | owners', (group) => {
  group.each.timeout(60_000)

  for (const [ownedBy, message] of [
    ['led', 'write --owned-by=lead or --owned-by=maker'],
    ['name', 'write --owned-by=lead or --owned-by=maker'],
    ['helper', 'write --owned-by=lead or --owned-by=maker'],
    ['deputy', 'A required belongsTo(User) that is not unique can be the owner'],
  ]) {
    test(`--owned-by=${ownedBy} is refused with the fields that would do`, ({ assert }) => {
      const fields = [...FIELDS, 'maker:belongsTo(User)', 'deputy:belongsTo(User):unique']
      const order = () => resourceOf({ name: 'Project', fields, ownedBy })
      assert.throws(order, ChangeRefused)
      assert.throws(order, message)
    })
  }

  test('without such a field, one is suggested', ({ assert }) => {
    const order = { name: 'Project', fields: ['name:string'], ownedBy: 'lead' }
    assert.throws(() => resourceOf(order), 'give a field such as lead:belongsTo(User)')
  })

  test('a field that is called user can be the owner', ({ assert }) => {
    const fields = ['name:string', 'user:belongsTo(User)']
    const { owner } = resourceOf({ name: 'Project', fields, ownedBy: 'user' })
    assert.containSubset(owner, { attribute: 'userId', isChosen: true })
  })

  test('policy, list, table, forms and exports follow the field', async ({ assert }) => {
    await using made = await copyWithLeads()
    const { copy } = made
    const expected = {
      'app/policies/project_policy.ts': 'project.leadId === user.id',
      'app/models/project.ts': "lead: (query, lead: User) => query.where('leadId', lead.id)",
      'app/controllers/projects_controller.ts': 'lead: user })',
      'inertia/pages/projects/create.vue': ':default-lead="defaultLead"',
      'inertia/components/project_fields.vue': ':choice="project?.lead ?? defaultLead"',
      'config/personal_data.ts': "rows: 'lead_id = :id'",
      'tests/functional/projects/store.spec.ts': 'assert.equal(project.leadId, user.id)',
    }
    for (const [path, code] of Object.entries(expected)) assert.include(await copy.read(path), code)
    const files = Object.values(await copy.all()).filter((text) => text.includes('projects'))
    assert.isFalse(files.some((text) => text.includes("table.integer('user_id')")))
  })

  test('a list is filtered by references, but not by its owner', async ({ assert }) => {
    await using made = await copyWithLeads()
    const { copy } = made
    const page = await copy.read('inertia/pages/projects/index.vue')
    assert.include(page, 'v-bind="fields.helperId"')
    assert.include(page, ':options="choices.helper"')
    assert.notInclude(page, 'fields.leadId"')
    const validator = await copy.read('app/validators/project.ts')
    assert.include(validator, 'helperId: chosenFrom(() => User).optional()')
    assert.include(await copy.read('app/models/project.ts'), 'helperId: (query, helperId: number)')
  })

  test('records that are nested in it belong to its lead too', async ({ assert }) => {
    await using made = await copyWithLeads()
    const { copy } = made
    copy.product = await readProductWith(copy)
    await copy.make('Project/Task', ['title:string'])
    await copy.make('Task/Comment', ['text:text'])
    const rules = await copy.read('config/personal_data.ts')

    const projects = 'SELECT id FROM projects WHERE lead_id = :id'
    const tasks = `SELECT id FROM tasks WHERE project_id IN (${projects})`
    assert.include(rules, `'project_id IN (${projects})'`)
    assert.include(rules, `'task_id IN (${tasks})'`)
  })

  test('an owner that is renamed stays the owner', async ({ assert }) => {
    await using made = await copyWithLeads()
    const { copy, changes, resource } = made
    const { old, renamed } = renamedField(resource, 'lead', 'manager')
    const fields = resource.fields.map((field) => (field === old ? renamed : field))
    const work = await changeFields(changes, resource, copy.product, { fields })
    await changes.apply()

    assert.isEmpty(work)
    await using other = await copyWithLeads(
      FIELDS.map((field) => field.replace('lead:', 'manager:'))
    )
    for (const [path, text] of Object.entries(await other.copy.all())) {
      if (!path.includes('/migrations/')) assert.equal(await copy.read(path), text, path)
    }
    const { text } = renamingMigration(resource, old, renamed)!
    assert.include(text, 'projects_lead_id_id_index RENAME TO projects_manager_id_id_index')
    assert.include(text, 'projects_lead_id_name_unique RENAME TO projects_manager_id_name_unique')
  })

  test('the owner cannot be removed', async ({ assert }) => {
    await using made = await copyWithLeads()
    const { resource } = made
    assert.throws(() => removedFields(resource, ['lead']), '"lead" is the owner of a project')
  })
})

/** The relations as a later command reads them, and the tables that no migration has made in the copy. */
async function readProductWith(copy: Awaited<ReturnType<typeof productCopy>>) {
  const { models, recordPages } = copy.product
  const columns = models.get('Project')!.map((name) => `declare ${name}: number`)
  const schema = 'database/schema.ts'
  const table = `export class ProjectSchema extends BaseModel {\n${columns.join('\n')}\n}\n`
  await copy.write(schema, (await copy.read(schema)) + table)
  const product = await readProduct(new ChangeSet({ root: copy.root }))
  return { ...product, recordPages }
}

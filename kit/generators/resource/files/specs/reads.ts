import type { Line } from '#generators/resource/files/code'
import { article } from '#generators/resource/files/policy'
import type { Records } from '#generators/resource/files/records'
import { ownerField, startName } from '#generators/resource/owner'
import { filteredReferences } from '#generators/resource/resource'
import { TestParts } from '#generators/resource/files/specs/parts'

/** The tests of the actions that only show something. */
export function indexTest(records: Records) {
  const the = new TestParts(records, 'index')
  const { names } = records.resource
  records.addFactory(the.imports)
  const shows = [
    `test('a member sees ${records.isPrivate ? 'the own' : 'all'} ${names.nouns}, the newest first', async ({ assert, client }) => {`,
    the.makeUser,
    the.makeParent(),
    `const older = await ${records.factoryInList('user')}.create()`,
    `const newer = await ${records.factoryInList('user')}.create()`,
    records.isPrivate && [
      'const stranger = await UserFactory.create()',
      `await ${records.factory('stranger')}.create()`,
    ],
    '',
    `const response = await client.${the.visitList('index')}.loginAs(user).withInertia()`,
    '',
    `response.assertInertiaComponent('${names.table}/index')`,
    `const { data } = response.inertiaProps.${names.many}`,
    'assert.deepEqual(data.map(({ id }: { id: number }) => id), [newer.id, older.id])',
    '})',
  ]
  return the.file(undefined, [
    shows,
    searchTest(the),
    filterTest(the),
    guestTest(the),
    strangerOfParent(the),
  ])
}

function searchTest(the: TestParts): Line {
  const { names, ...resource } = the.resource
  const field = resource.fields.find(({ kind }) => kind.word === 'string')
  const [word, part] = ['Zebra', 'zeb'].map((text) => text.slice(0, Number(field?.args[0] ?? 255)))
  return (
    field && [
      `test('a search finds ${names.nouns} by their ${field.noun}', async ({ assert, client }) => {`,
      the.makeUser,
      the.makeParent(),
      `const found = await ${the.records.factoryInList('user', [`${field.name}: '${word}'`])}.create()`,
      `await ${the.records.factoryInList('user')}.create()`,
      '',
      'const response = await client',
      `.${the.visitList('index')}`,
      `.qs({ search: '${part}' })`,
      '.loginAs(user)',
      '.withInertia()',
      '',
      `const { data } = response.inertiaProps.${names.many}`,
      'assert.deepEqual(data.map(({ id }: { id: number }) => id), [found.id])',
      '})',
    ]
  )
}

/** A reference that each record of a factory has to another record of its own. */
function filterTest(the: TestParts): Line {
  const { names } = the.resource
  const field = filteredReferences(the.resource).find(
    ({ isOptional, args: [model] }) => !isOptional && model !== 'User'
  )
  return (
    field && [
      `test('a filter finds ${names.nouns} by their ${field.noun}', async ({ assert, client }) => {`,
      the.makeUser,
      the.makeParent(),
      `const found = await ${the.records.factoryInList('user')}.create()`,
      `await ${the.records.factoryInList('user')}.create()`,
      '',
      'const response = await client',
      `.${the.visitList('index')}`,
      `.qs({ ${field.name}: found.${field.name} })`,
      '.loginAs(user)',
      '.withInertia()',
      '',
      `const { data } = response.inertiaProps.${names.many}`,
      'assert.deepEqual(data.map(({ id }: { id: number }) => id), [found.id])',
      '})',
    ]
  )
}

function guestTest(the: TestParts): Line {
  return [
    "test('a guest is sent to the log-in', async ({ client }) => {",
    the.forGuest(the.makeParent()),
    `const response = await client.${the.visitList('index')}.redirects(0)`,
    "response.assertHeader('location', '/login')",
    '})',
  ]
}

function strangerOfParent(the: TestParts): Line {
  const { parent, names } = the.resource
  if (!parent || !the.records.isPrivate) return undefined
  return [
    `test('a stranger sees no ${names.nouns} of ${article(parent.noun)}', async ({ client }) => {`,
    'const [owner, stranger] = await UserFactory.createMany(2)',
    the.makeParent('owner'),
    '',
    `const response = await client.${the.visitList('index')}.loginAs(stranger)`,
    'response.assertStatus(404)',
    '})',
  ]
}

export function showTest(records: Records) {
  const the = new TestParts(records, 'show')
  const { names } = records.resource
  the.useTransformer()
  const shows = [
    `test('a member sees ${article(names.noun)}', async ({ client }) => {`,
    the.makeUser,
    the.makeWholeRecord(),
    records.loadReferences(names.record),
    '',
    `const response = await client.${the.visitRecord('show')}.loginAs(user).withInertia()`,
    '',
    `response.assertInertiaComponent('${names.table}/show')`,
    'response.assertInertiaPropsContains({',
    `${names.one}: ${the.shown},`,
    'can: { update: true, delete: true },',
    '})',
    '})',
  ]
  return the.file(undefined, [shows, the.strangerReads('show', 'sees')])
}

/** The form of a new record. */
export function createTest(records: Records) {
  const the = new TestParts(records, 'create')
  const start = ownerField(records.resource)
  const { names } = records.resource
  const opens = [
    `test('a member opens the form of a new ${names.noun}', async ({ client }) => {`,
    the.makeUser,
    the.makeParent(),
    '',
    `const response = await client.${the.visitList('create')}.loginAs(user).withInertia()`,
    '',
    `response.assertInertiaComponent('${names.table}/create')`,
    start &&
      `response.assertInertiaPropsContains({ ${startName(start)}: { value: user.id, label: user.${start.target!.label} } })`,
    '})',
  ]
  return the.file(undefined, [opens])
}

/** The form of a record shows what the record has. */
export function editTest(records: Records) {
  const the = new TestParts(records, 'edit')
  const { names } = records.resource
  the.useTransformer()
  const opens = [
    `test('a member opens the form of ${article(names.noun)}', async ({ client }) => {`,
    the.makeUser,
    the.makeWholeRecord(),
    records.loadReferences(names.record),
    '',
    `const response = await client.${the.visitRecord('edit')}.loginAs(user).withInertia()`,
    '',
    `response.assertInertiaComponent('${names.table}/edit')`,
    `response.assertInertiaPropsContains({ ${names.one}: ${the.shown} })`,
    '})',
  ]
  return the.file(undefined, [opens, the.strangerReads('edit', 'edits')])
}

export function policyTest(records: Records) {
  const the = new TestParts(records, 'policy')
  const { names, parent, isParentSoftDeleted, isSoftDeleted } = records.resource
  if (isParentSoftDeleted) the.imports.add(`#models/${names.file}`, { byDefault: names.model })
  the.imports
    .add('@adonisjs/bouncer', { named: ['Bouncer'] })
    .add('#models/user', { byDefault: 'User', isType: true })
  the.imports.add(`#policies/${names.file}_policy`, { byDefault: `${names.model}Policy` })
  const actions = ['view', 'update', 'delete', ...(isSoftDeleted ? ['restore'] : [])]
  const who = records.isPrivate ? 'the owner' : 'every member'
  const rest = records.isPrivate ? ', and for a stranger it does not exist' : ''
  return the.file(undefined, [
    [
      `for (const action of [${actions.map((one) => `'${one}'`).join(', ')}] as const) {`,
      `test(\`${who} may \${action} ${article(names.noun)}${rest}\`, async ({ assert }) => {`,
      records.isPrivate ? 'const [user, stranger] = await UserFactory.createMany(2)' : the.makeUser,
      the.makeRecord(),
      `const bouncer = (member: User) => new Bouncer(member).with(${names.model}Policy)`,
      '',
      `assert.isTrue(await bouncer(user).allows(action, ${names.record}))`,
      records.isPrivate && [
        `const response = await bouncer(stranger).execute(action, ${names.record})`,
        'assert.containSubset(response, { authorized: false, status: 404 })',
      ],
      '})',
      '}',
    ],
    parent && isParentSoftDeleted
      ? [
          `test('${article(names.noun)} of a deleted ${parent.noun} does not exist', async ({ assert }) => {`,
          the.makeUser,
          the.makeRecord(),
          `await ${names.record}.loadOnce('${parent.one}')`,
          `await ${names.record}.${parent.one}.delete()`,
          `const same = await ${names.model}.findOrFail(${names.record}.id)`,
          '',
          `const response = await new Bouncer(user).with(${names.model}Policy).execute('view', same)`,
          'assert.containSubset(response, { authorized: false, status: 404 })',
          '})',
        ]
      : undefined,
  ])
}

import type { Line } from '#generators/resource/files/code'
import { article } from '#generators/resource/files/policy'
import type { Records } from '#generators/resource/files/records'
import { TestParts } from '#generators/resource/files/specs/parts'

/** The tests of the actions that change something: success, invalid and forbidden. */
export function storeTest(records: Records) {
  const the = new TestParts(records, 'store')
  const { names, owner } = records.resource
  the.useTransformer()
  the.imports.add(`#models/${names.file}`, { byDefault: names.model })
  const creates = [
    `test('a member creates ${article(names.noun)}', async ({ assert, client }) => {`,
    ...prepare(the),
    send(the, 'values'),
    '',
    `const ${names.record} = await ${names.model}.firstOrFail()`,
    the.loadLinks,
    the.leadsToRecord,
    `response.assertFlashMessage('success', ${the.sentence('created')})`,
    owner && `assert.equal(${names.record}.${owner.attribute}, user.id)`,
    `assert.deepInclude(${the.shown}, {`,
    the.shownValues,
    '})',
    the.linksAreStored,
    '})',
  ]
  const tests = [creates, requiredTest(the), uniqueTest(the), invalidTests(the), guestTest(the)]
  return the.file(records.declareValues(the.imports), tests)
}

const prepare = (the: TestParts) => [the.makeUser, the.makeParent(), the.records.makeValues]

const send = (the: TestParts, values: string) =>
  `const response = await client.${the.visitList('store')}${the.body(values)}.loginAs(user).withCsrfToken().redirects(0)`

/** A form always sends a boolean, and the values of references are records. */
export function requiredFields({ resource }: TestParts) {
  const isAlwaysSent = ['boolean', 'text[]', 'manyToMany', 'file']
  return resource.fields.filter(
    ({ isOptional, kind }) => !isOptional && !isAlwaysSent.includes(kind.word)
  )
}

function requiredTest(the: TestParts): Line {
  const { noun, table } = the.resource.names
  const needed = requiredFields(the)
  if (needed.length === 0) return undefined
  return [
    `test('${article(noun)} without a required value is refused', async ({ assert, client, db }) => {`,
    ...prepare(the),
    `const empty = { ${needed.map(({ name }) => `${name}: ''`).join(', ')} }`,
    send(the, '{ ...values, ...empty } as never'),
    '',
    "assert.sameMembers(Object.keys(response.flashMessage('inputErrorsBag')), Object.keys(empty))",
    `await db.assertEmpty('${table}')`,
    '})',
  ]
}

function uniqueTest(the: TestParts): Line {
  const { names } = the.resource
  const field = the.resource.fields.find(
    ({ isUnique, kind }) => isUnique && kind.word !== 'belongsTo'
  )
  if (!field) return undefined
  the.records.addFactory(the.imports)
  const { shown } = field.kind.sample(field, the.resource)
  const value = field.kind.word === 'datetime' ? `DateTime.fromISO(${shown})` : shown
  return [
    `test('${article(`${names.noun} with a ${field.noun}`)} that is taken is refused', async ({ assert, client }) => {`,
    ...prepare(the),
    `await ${the.records.factoryInList('user', [`${field.name}: ${value}`])}.create()`,
    send(the, 'values'),
    '',
    `assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), ['${field.name}'])`,
    '})',
  ]
}

function invalidTests(the: TestParts): Line {
  const cases = the.records.typed.flatMap(({ field }) =>
    field.kind.invalid(field).map((value) => `['${field.name}', ${literal(value)}],`)
  )
  if (cases.length === 0) return undefined
  const hasLists = the.records.typed.some(({ field }) => field.kind.word === 'text[]')
  return [
    'for (const [field, value] of [',
    ...cases,
    '] as const) {',
    'test(`the value ${JSON.stringify(value).slice(0, 20)} of ${field} is refused`, async ({ assert, client, db }) => {',
    ...prepare(the),
    send(the, '{ ...values, [field]: value } as never'),
    '',
    hasLists
      ? [
          // The error of an item of a list has its index.
          "const names = Object.keys(response.flashMessage('inputErrorsBag'))",
          "assert.include(names.map((name) => name.split('.')[0]), field)",
        ]
      : "assert.property(response.flashMessage('inputErrorsBag'), field)",
    `await db.assertEmpty('${the.resource.names.table}')`,
    '})',
    '}',
  ]
}

/** `'a'.repeat(256)` for a long text. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  const [, letter] = /^(.)\1{20,}$/.exec(String(value)) ?? []
  return letter ? `'${letter}'.repeat(${String(value).length})` : JSON.stringify(value)
}

function guestTest(the: TestParts): Line {
  return [
    "test('a guest creates nothing', async ({ client, db }) => {",
    the.forGuest(the.makeParent(), the.records.makeValues),
    `const response = await client.${the.visitList('store')}${the.body('values')}.withCsrfToken().redirects(0)`,
    '',
    "response.assertHeader('location', '/login')",
    `await db.assertEmpty('${the.resource.names.table}')`,
    '})',
  ]
}

export function updateTest(records: Records) {
  const the = new TestParts(records, 'update')
  const { names } = records.resource
  the.useTransformer()
  const changes = [
    `test('a member changes ${article(names.noun)}', async ({ assert, client }) => {`,
    the.makeUser,
    the.makeRecord(),
    records.makeValues,
    sendUpdate(the, 'values'),
    '',
    `await ${names.record}.refresh()`,
    the.loadLinks,
    the.leadsToRecord,
    `response.assertFlashMessage('success', ${the.sentence('updated')})`,
    `assert.deepInclude(${the.shown}, {`,
    the.shownValues,
    '})',
    the.linksAreStored,
    '})',
  ]
  return the.file(records.declareValues(the.imports), [
    changes,
    invalidUpdate(the),
    strangerUpdates(the),
  ])
}

const sendUpdate = (the: TestParts, values: string, user = 'user') =>
  `const response = await client.${the.visitRecord('update')}.form(${values}).loginAs(${user}).withCsrfToken().redirects(0)`

function invalidUpdate(the: TestParts): Line {
  const { record } = the.resource.names
  const [needed] = requiredFields(the)
  return (
    needed && [
      "test('an invalid value changes nothing', async ({ assert, client }) => {",
      the.makeUser,
      the.makeWholeRecord(),
      the.loadLinks,
      the.records.makeValues,
      `const before = ${the.shown}`,
      sendUpdate(the, `{ ...values, ${needed.name}: '' } as never`),
      '',
      `assert.property(response.flashMessage('inputErrorsBag'), '${needed.name}')`,
      `await ${record}.refresh()`,
      `assert.deepEqual(${the.shown}, before)`,
      '})',
    ]
  )
}

function strangerUpdates(the: TestParts): Line {
  const { record, noun } = the.resource.names
  if (!the.records.isPrivate) return undefined
  return [
    `test('a stranger changes no ${noun}', async ({ assert, client }) => {`,
    'const [user, stranger] = await UserFactory.createMany(2)',
    the.makeWholeRecord(),
    the.loadLinks,
    the.records.makeValues,
    `const before = ${the.shown}`,
    sendUpdate(the, 'values', 'stranger'),
    '',
    'response.assertStatus(404)',
    `await ${record}.refresh()`,
    `assert.deepEqual(${the.shown}, before)`,
    '})',
  ]
}

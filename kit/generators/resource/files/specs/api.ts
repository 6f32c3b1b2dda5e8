import type { Line } from '#generators/resource/files/code'
import { article } from '#generators/resource/files/policy'
import type { Records } from '#generators/resource/files/records'
import { TestParts } from '#generators/resource/files/specs/parts'
import { requiredFields } from '#generators/resource/files/specs/writes'
import { needsFile } from '#generators/resource/resource'
import { abilitiesOf } from '#generators/resource/edits/api'

/** The tests of the operations: what a program reads and changes, and what it may not. */
export function apiTest(records: Records) {
  const the = new ApiTestParts(records)
  return the.file(records.declareJson(the.imports), [
    listTest(the),
    createTest(the),
    invalidTest(the),
    readTest(the),
    changeTest(the),
    deleteTest(the),
    strangerTest(the),
    abilityTest(the),
  ])
}

class ApiTestParts extends TestParts {
  readonly abilities = abilitiesOf(this.resource)

  constructor(records: Records) {
    super(records, 'api')
    this.useTransformer()
    this.imports
      .add('#tests/support/access_token', { named: ['accessTokenOf'] })
      .add('#tests/support/openapi', { named: ['assertDescribed', 'documentOf'] })
  }

  get shown() {
    const { record, model } = this.resource.names
    return `new ${model}Transformer(${record}).forApi()`
  }

  /** `client.visit('api.projects.show', { id: project.id }).bearerToken(…)` */
  send(action: string, ability: string, { user = 'user', values = '' } = {}) {
    const { names, parent } = this.resource
    const isOfList = ['index', 'store'].includes(action)
    const params = isOfList
      ? parent
        ? `, { ${parent.file}_id: ${parent.record}.id }`
        : ''
      : `, { id: ${names.record}.id }`
    const json = values && (action === 'store' ? this.jsonBody(values) : `.json(${values})`)
    return [
      `const token = await accessTokenOf(${user}, ['${ability}'])`,
      `const response = await client.visit('api.${names.table}.${action}'${params})${json}.bearerToken(token)`,
    ]
  }

  /** A new record that needs a file comes as a form. */
  jsonBody(values: string) {
    return needsFile(this.resource) ? this.body(values) : `.json(${values})`
  }

  /** The response is as the document says. */
  isDescribed(method: string, isOfList: boolean) {
    const { names, parent } = this.resource
    const list = parent ? `${parent.path}/{${parent.file}_id}/${names.path}` : names.path
    const path = `/api/v1/${isOfList ? list : `${names.path}/{id}`}`
    return `assertDescribed(assert, await documentOf(client), ['${method}', '${path}'], response)`
  }
}

function listTest(the: ApiTestParts): Line {
  const { names } = the.resource
  the.records.addFactory(the.imports)
  return [
    `test('a program reads the ${names.nouns}', async ({ assert, client }) => {`,
    the.makeUser,
    the.makeParent(),
    `const ${names.record} = await ${the.records.factoryInList('user')}.create()`,
    `await ${names.record}.refresh()`,
    the.loadLinks,
    the.send('index', the.abilities.read),
    '',
    'response.assertStatus(200)',
    `response.assertBodyContains({ data: [${the.shown}], metadata: { total: 1 } })`,
    the.isDescribed('get', true),
    '})',
  ]
}

function createTest(the: ApiTestParts): Line {
  const { names, owner } = the.resource
  the.imports.add(`#models/${names.file}`, { byDefault: names.model })
  return [
    `test('a program creates ${article(names.noun)}, whatever the language of its account', async ({ assert, client }) => {`,
    "const user = await UserFactory.merge({ locale: 'es' }).create()",
    the.makeParent(),
    the.records.makeValues,
    the.send('store', the.abilities.write, { values: 'values' }),
    '',
    'response.assertStatus(201)',
    `const ${names.record} = await ${names.model}.firstOrFail()`,
    the.loadLinks,
    owner && `assert.equal(${names.record}.${owner.attribute}, user.id)`,
    `response.assertBody({ data: ${the.shown} })`,
    `assert.deepInclude(${the.shown}, {`,
    the.shownValues,
    '})',
    the.isDescribed('post', true),
    '})',
  ]
}

function invalidTest(the: ApiTestParts): Line {
  const { names } = the.resource
  const [needed] = requiredFields(the)
  if (!needed) return undefined
  return [
    `test('${article(names.noun)} without a required value is refused', async ({ assert, client, db }) => {`,
    the.makeUser,
    the.makeParent(),
    the.records.makeValues,
    the.send('store', the.abilities.write, {
      values: `{ ...values, ${needed.name}: ${needsFile(the.resource) ? "''" : 'null'} } as never`,
    }),
    '',
    'response.assertStatus(422)',
    `response.assertBodyContains({ errors: [{ field: '${needed.name}' }] })`,
    `await db.assertEmpty('${names.table}')`,
    the.isDescribed('post', true),
    '})',
  ]
}

function readTest(the: ApiTestParts): Line {
  const { names } = the.resource
  return [
    `test('a program reads ${article(names.noun)}', async ({ assert, client }) => {`,
    the.makeUser,
    the.makeWholeRecord(),
    the.loadLinks,
    the.send('show', the.abilities.read),
    '',
    'response.assertStatus(200)',
    `response.assertBody({ data: ${the.shown} })`,
    the.isDescribed('get', false),
    '})',
  ]
}

function changeTest(the: ApiTestParts): Line {
  const { names } = the.resource
  return [
    `test('a program changes ${article(names.noun)}', async ({ assert, client }) => {`,
    the.makeUser,
    the.makeRecord(),
    the.records.makeValues,
    the.send('update', the.abilities.write, { values: 'values' }),
    '',
    'response.assertStatus(200)',
    `await ${names.record}.refresh()`,
    the.loadLinks,
    `assert.deepInclude(${the.shown}, {`,
    the.shownValues,
    '})',
    the.isDescribed('put', false),
    '})',
  ]
}

function deleteTest(the: ApiTestParts): Line {
  const { names, isSoftDeleted } = the.resource
  const used = isSoftDeleted ? 'assert, client' : 'assert, client, db'
  return [
    `test('a program deletes ${article(names.noun)}', async ({ ${used} }) => {`,
    the.makeUser,
    the.makeRecord(),
    the.send('destroy', the.abilities.write),
    '',
    'response.assertStatus(204)',
    isSoftDeleted
      ? [`await ${names.record}.refresh()`, `assert.isNotNull(${names.record}.deletedAt)`]
      : `await db.assertMissing('${names.table}', { id: ${names.record}.id })`,
    the.isDescribed('delete', false),
    '})',
  ]
}

function strangerTest(the: ApiTestParts): Line {
  const { names } = the.resource
  if (!the.records.isPrivate) return undefined
  return [
    `for (const action of ['show', 'update', 'destroy'] as const) {`,
    `test(\`for the program of a stranger, ${article(names.noun)} does not exist (\${action})\`, async ({ client }) => {`,
    'const [owner, stranger] = await UserFactory.createMany(2)',
    the.makeRecord('owner'),
    'const token = await accessTokenOf(stranger)',
    `const response = await client.visit(\`api.${names.table}.\${action}\`, { id: ${names.record}.id }).bearerToken(token)`,
    '',
    'response.assertStatus(404)',
    '})',
    '}',
  ]
}

function abilityTest(the: ApiTestParts): Line {
  const { names } = the.resource
  return [
    `test('a program without the ability changes no ${names.noun}', async ({ client }) => {`,
    the.makeUser,
    the.makeRecord(),
    the.send('destroy', the.abilities.read),
    '',
    'response.assertStatus(403)',
    `await ${names.record}.refresh()`,
    '})',
  ]
}

import type { Line } from '#generators/resource/files/code'
import { article } from '#generators/resource/files/policy'
import type { Records } from '#generators/resource/files/records'
import { TestParts } from '#generators/resource/files/specs/parts'

/** The tests of the actions that delete and restore. */
export function destroyTest(records: Records) {
  const the = new TestParts(records, 'destroy')
  const { names, parent, isSoftDeleted } = records.resource
  const location = parent
    ? `\`/${parent.path}/\${${names.record}.${parent.one}Id}/${names.path}\``
    : `'/${names.path}'`
  const deletes = [
    `test('a member deletes ${article(names.noun)}', async ({ ${isSoftDeleted ? 'assert, client' : 'client, db'} }) => {`,
    the.makeUser,
    the.makeRecord(),
    sendDestroy(the, 'user'),
    '',
    `response.assertHeader('location', ${location})`,
    `response.assertFlashMessage('success', ${the.sentence('deleted')})`,
    isSoftDeleted
      ? [`await ${names.record}.refresh()`, `assert.isNotNull(${names.record}.deletedAt)`]
      : `await db.assertMissing('${names.table}', { id: ${names.record}.id })`,
    '})',
  ]
  return the.file(undefined, [deletes, strangerDeletes(the)])
}

const sendDestroy = (the: TestParts, user: string) =>
  `const response = await client.${the.visitRecord('destroy')}.loginAs(${user}).withCsrfToken().redirects(0)`

function strangerDeletes(the: TestParts): Line {
  const { names, isSoftDeleted } = the.resource
  if (!the.records.isPrivate) return undefined
  return [
    `test('a stranger deletes no ${names.noun}', async ({ client, db }) => {`,
    'const [owner, stranger] = await UserFactory.createMany(2)',
    the.makeRecord('owner'),
    sendDestroy(the, 'stranger'),
    '',
    'response.assertStatus(404)',
    `await db.assertHas('${names.table}', { id: ${names.record}.id${isSoftDeleted ? ', deleted_at: null' : ''} })`,
    '})',
  ]
}

export function restoreTest(records: Records) {
  const { names } = records.resource
  const the = new TestParts(records, 'restore')
  const visit = `client.visit('${names.file}_restorations.store', { id: ${names.record}.id })`
  const sendRestore = (user: string) =>
    `const response = await ${visit}.loginAs(${user}).withCsrfToken().redirects(0)`
  const restores = [
    `test('a member restores ${article(names.noun)}', async ({ assert, client }) => {`,
    the.makeUser,
    the.makeRecord(),
    `await ${names.record}.delete()`,
    sendRestore('user'),
    '',
    `await ${names.record}.refresh()`,
    `response.assertHeader('location', \`/${names.path}/\${${names.record}.id}\`)`,
    `response.assertFlashMessage('success', ${the.sentence('restored')})`,
    `assert.isNull(${names.record}.deletedAt)`,
    '})',
  ]
  const isListed = [
    `test('the deleted ${names.nouns} are a list of their own', async ({ assert, client }) => {`,
    the.makeUser,
    the.makeParent(),
    `const deleted = await ${records.factoryInList('user')}.create()`,
    'await deleted.delete()',
    `await ${records.factoryInList('user')}.create()`,
    '',
    `const response = await client.${the.visitList('index')}.qs({ isDeleted: 'true' }).loginAs(user).withInertia()`,
    '',
    `const { data } = response.inertiaProps.${names.many}`,
    'assert.deepEqual(data.map(({ id }: { id: number }) => id), [deleted.id])',
    '})',
  ]
  const stranger = records.isPrivate && [
    `test('a stranger restores no ${names.noun}', async ({ assert, client }) => {`,
    'const [owner, stranger] = await UserFactory.createMany(2)',
    the.makeRecord('owner'),
    `await ${names.record}.delete()`,
    sendRestore('stranger'),
    '',
    'response.assertStatus(404)',
    `await ${names.record}.refresh()`,
    `assert.isNotNull(${names.record}.deletedAt)`,
    '})',
  ]
  return the.file(undefined, [restores, isListed, stranger])
}

import { lines, type Line } from '#generators/resource/files/code'
import { fileNames } from '#generators/resource/files/file_controllers'
import { article } from '#generators/resource/files/policy'
import type { Records } from '#generators/resource/files/records'
import { TestParts } from '#generators/resource/files/specs/parts'
import { sampleName } from '#generators/resource/kinds/files'
import type { Field } from '#generators/resource/field'

/** The tests of one file of a record: it is sent, replaced, removed and refused. */
export function fileTest(records: Records, field: Field) {
  const the = new FileTestParts(records, field)
  the.imports
    .add('@adonisjs/drive/services/main', { byDefault: 'drive' })
    .add('#files/main', { named: ['deleteUnclaimedFiles'] })
    .add('#files/sample_file', { named: ['sampleContent', 'sampleFile'] })
  return the.fileOf(records.declareValues(the.imports), [
    downloads(the),
    strangerDownloads(the),
    replaces(the),
    removes(the),
    refuses(the),
  ])
}

class FileTestParts extends TestParts {
  readonly sample: ReturnType<typeof sampleName>

  constructor(
    records: Records,
    readonly field: Field
  ) {
    super(records, 'show')
    this.sample = sampleName(field)
  }

  get names() {
    return fileNames(this.resource, this.field)
  }

  fileOf(above: Line, tests: Line[]) {
    const body = tests.filter(Boolean).flatMap((test) => ['', test])
    return lines(
      this.imports.toString(),
      '',
      above,
      '',
      `test.group('${this.names.title} | show', (group) => {`,
      'group.each.setup(() => {',
      "drive.fake('fs')",
      "return () => drive.restore('fs')",
      '})',
      body,
      '})'
    )
  }

  /** A record with a file: `file` and the record are constants. */
  makeRecordWithFile(user = 'user') {
    const { record, table } = this.resource.names
    this.records.addFactory(this.imports)
    const factory = this.records.factory(user, [`${this.field.name}: file`])
    return [
      `const file = await sampleFile('${table}', '${this.sample.name}')`,
      `const ${record} = await ${factory}.create()`,
    ]
  }

  sendFile(content: string, filename: string) {
    const { name } = this.field
    return `const response = await client.${this.visitRecord('update')}.fields(values).file('${name}', ${content}, { filename: '${filename}' }).loginAs(user).withCsrfToken().redirects(0)`
  }

  /** `project.cover`, which is there. */
  get value() {
    const { record } = this.resource.names
    return `${record}.${this.field.name}${this.field.isOptional ? '!' : ''}`
  }

  visitFile(user: string) {
    const { record } = this.resource.names
    return `const response = await client.visit('${this.names.route}.show', { id: ${record}.id }).loginAs(${user})`
  }
}

function downloads(the: FileTestParts): Line {
  return [
    "test('a member opens the file', async ({ client }) => {",
    the.makeUser,
    the.makeRecordWithFile(),
    the.visitFile('user'),
    '',
    'response.assertStatus(200)',
    "response.assertHeader('content-type', file.type)",
    "response.assertHeader('x-content-type-options', 'nosniff')",
    '})',
  ]
}

function strangerDownloads(the: FileTestParts): Line {
  if (!the.records.isPrivate) return undefined
  return [
    "test('for a stranger, the file does not exist', async ({ client }) => {",
    'const [owner, stranger] = await UserFactory.createMany(2)',
    the.makeRecordWithFile('owner'),
    the.visitFile('stranger'),
    '',
    'response.assertStatus(404)',
    '})',
  ]
}

function replaces(the: FileTestParts): Line {
  const { names } = the.resource
  return [
    `test('another file of ${article(names.noun)} takes the place of the first one', async ({ assert, client }) => {`,
    the.makeUser,
    the.makeRecordWithFile(),
    the.records.makeValues,
    the.sendFile(`sampleContent('${the.sample.extension}')`, `other.${the.sample.extension}`),
    '',
    `response.assertHeader('location', \`/${names.path}/\${${names.record}.id}\`)`,
    `await ${names.record}.refresh()`,
    `assert.equal(${the.value}.name, 'other.${the.sample.extension}')`,
    'await deleteUnclaimedFiles()',
    'assert.isFalse(await drive.use().exists(file.key))',
    `assert.isTrue(await drive.use().exists(${the.value}.key))`,
    '})',
  ]
}

function removes(the: FileTestParts): Line {
  const { names } = the.resource
  const { name, isOptional } = the.field
  return (
    isOptional && [
      "test('a member removes the file', async ({ assert, client }) => {",
      the.makeUser,
      the.makeRecordWithFile(),
      the.records.makeValues,
      `await client.${the.visitRecord('update')}.form({ ...values, ${name}: '' } as never).loginAs(user).withCsrfToken().redirects(0)`,
      '',
      `await ${names.record}.refresh()`,
      `assert.isNull(${names.record}.${name})`,
      'await deleteUnclaimedFiles()',
      'assert.isFalse(await drive.use().exists(file.key))',
      '})',
    ]
  )
}

function refuses(the: FileTestParts): Line {
  const { names } = the.resource
  return [
    "test('a file of another type is refused, and the stored one stays', async ({ assert, client }) => {",
    the.makeUser,
    the.makeRecordWithFile(),
    the.records.makeValues,
    the.sendFile("Buffer.from('<html></html>')", 'page.html'),
    '',
    `assert.property(response.flashMessage('inputErrorsBag'), '${the.field.name}')`,
    `await ${names.record}.refresh()`,
    `assert.deepEqual(${names.record}.${the.field.name}, file)`,
    '})',
  ]
}

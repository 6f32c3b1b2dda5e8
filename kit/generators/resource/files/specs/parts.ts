import { Imports, lines, type Line } from '#generators/resource/files/code'
import { routeOf } from '#generators/resource/files/controller'
import { addFactory, type Records } from '#generators/resource/files/records'
import { sampleName } from '#generators/resource/kinds/files'
import { words } from '#generators/resource/kinds/words'
import { filesOf, linksOf, titleOf, type Resource } from '#generators/resource/resource'
import { textsOf } from '#generators/resource/texts'

/** The parts that the tests of a resource have in common. */
export class TestParts {
  readonly imports = new Imports().add('@japa/runner', { named: ['test'] })
  readonly resource: Resource

  constructor(
    readonly records: Records,
    private action: string
  ) {
    this.resource = records.resource
    addFactory(this.imports, 'User')
  }

  /** The whole file: what stands above the group, and the lines of its tests. */
  file(above: Line, tests: Line[]) {
    const { nouns } = this.resource.names
    const body = tests.filter(Boolean).flatMap((test, index) => (index > 0 ? ['', test] : [test]))
    return lines(
      this.imports.toString(),
      '',
      above,
      above && '',
      `test.group('${words(nouns)} | ${this.action}', () => {`,
      body,
      '})'
    )
  }

  useTransformer() {
    const { file, model } = this.resource.names
    this.imports.add(`#transformers/${file}_transformer`, { byDefault: `${model}Transformer` })
  }

  /** The props that the pages get of the record. */
  get shown() {
    const { record, model } = this.resource.names
    return `new ${model}Transformer(${record}).toObject()`
  }

  /** The values that the pages show of a record that was made of the values of the form. */
  get shownValues() {
    return this.records.typed.map(({ field, sample }) => `${field.name}: ${sample.shown},`)
  }

  get route() {
    return routeOf(this.resource.parent, this.resource.names)
  }

  /** A request to the list, or to the form of a new record. */
  visitList(action: string) {
    const { parent } = this.resource
    const params = parent ? `, { ${parent.file}_id: ${parent.record}.id }` : ''
    return `visit('${this.route}.${action}'${params})`
  }

  visitRecord(action: string) {
    return `visit('${this.route}.${action}', { id: ${this.resource.names.record}.id })`
  }

  /** The form of a new record, with the files that it needs. */
  body(values: string) {
    const needed = filesOf(this.resource).filter(({ isOptional }) => !isOptional)
    if (needed.length === 0) return `.form(${values})`
    this.imports.add('#files/sample_file', { named: ['sampleContent'] })
    const files = needed.map((field) => {
      const { name, extension } = sampleName(field)
      return `.file('${field.name}', sampleContent('${extension}'), { filename: '${name}' })`
    })
    return `.fields(${values})${files.join('')}`
  }

  makeUser = 'const user = await UserFactory.create()'

  makeParent(user = 'user') {
    const { parent } = this.resource
    if (!parent) return undefined
    this.records.addParentFactory(this.imports)
    return `const ${parent.record} = await ${this.records.parentFactory(user)}.create()`
  }

  makeRecord(user = 'user') {
    this.records.addFactory(this.imports)
    return `const ${this.resource.names.record} = await ${this.records.factory(user)}.create()`
  }

  /** The records that a guest's request names, with a member if one has to own them. */
  forGuest(...records: (string | undefined)[]): Line[] {
    const needsMember = records.some((line) => /\buser\b/.test(line ?? ''))
    return [needsMember && this.makeUser, ...records]
  }

  /** With the values that the database gives to the columns that a factory leaves out. */
  makeWholeRecord() {
    return [this.makeRecord(), `await ${this.resource.names.record}.refresh()`]
  }

  /** Transformers show the records that a record is linked to. */
  get loadLinks() {
    const { names } = this.resource
    return linksOf(this.resource).map(({ given }) => `await ${names.record}.load('${given}')`)
  }

  get linksAreStored() {
    const { names } = this.resource
    return linksOf(this.resource).map(({ given }) => `assert.lengthOf(${names.record}.${given}, 1)`)
  }

  /** A form leads to the page of the record, or to the list if the record can have another owner now. */
  get leadsToRecord() {
    const { names, owner } = this.resource
    const list = `'/${names.path}'`
    const page = `\`/${names.path}/\${${names.record}.id}\``
    return `response.assertHeader('location', ${owner?.isChosen ? list : page})`
  }

  /** `“Some name” is created.` */
  sentence(key: string) {
    const { record } = this.resource.names
    const text = textsOf(this.resource)[key].en
    const title = titleOf(this.resource)?.name
    return title ? `\`${text.replace(`{${title}}`, `\${${record}.${title}}`)}\`` : `'${text}'`
  }

  /** A stranger gets the page of a record that does not exist. */
  strangerReads(action: string, verb: string): Line {
    const { noun } = this.resource.names
    return (
      this.records.isPrivate && [
        `test('a stranger ${verb} no ${noun}', async ({ client }) => {`,
        'const [owner, stranger] = await UserFactory.createMany(2)',
        this.makeRecord('owner'),
        '',
        `const response = await client.${this.visitRecord(action)}.loginAs(stranger)`,
        'response.assertStatus(404)',
        '})',
      ]
    )
  }
}

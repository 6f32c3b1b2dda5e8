import { test } from '@japa/runner'
import { ChangeSet } from '#generators/changes'
import { factoryValue } from '#generators/factory_values'
import { readTable } from '#generators/resource/existing/columns'
import { folderWith } from '#tests/support/folder'

const MIGRATION = `
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('books', (table) => {
      table.increments('id')
      table.string('title', 5).notNullable()
      table.string('isbn', 13).notNullable()
      table.string('slug').notNullable().unique()
      table.string('contact_email').notNullable()
      table.date('printed_on').notNullable()
      table.time('opens_at').notNullable()
      table.uuid('key').notNullable()
      table.decimal('price').notNullable()
      table.integer('position').notNullable().unique()
      table.enum('state', ['new', 'used']).notNullable()
      table.jsonb('options').notNullable()
      table.specificType('tags', 'text[]').notNullable()
      table.unique(['isbn'])
    })
  }
}
`

test.group('Generators | values of factories', () => {
  test('a column {0} of the type {1} gets a value that its table takes')
    .with([
      ['title', 'string', "'title'"],
      ['isbn', 'string', 'crypto.randomUUID().slice(0, 13)'],
      ['slug', 'string', 'crypto.randomUUID()'],
      ['contactEmail', 'string', "'ada@example.com'"],
      ['printedOn', 'string', "'2026-12-31'"],
      ['opensAt', 'string', "'09:30:00'"],
      ['key', 'string', 'crypto.randomUUID()'],
      ['price', 'string', "'1'"],
      ['position', 'number', 'uniqueNumber(30_000)'],
      ['state', 'string', "'new' as const"],
      ['options', 'any', '{}'],
      ['tags', 'string[]', '[]'],
      ['other', 'boolean', 'false'],
    ])
    .run(async ({ assert }, [name, type, value]) => {
      await using folder = await folderWith({ 'database/migrations/1_books.ts': MIGRATION })
      const table = await readTable(new ChangeSet({ root: folder.path }), 'books')

      assert.equal(factoryValue({ name, type, isNullable: false, isPrimary: false }, table), value)
    })
})

import { mkdir } from 'node:fs/promises'
import { test } from '@japa/runner'
import { productCopy } from '#generators/tests/support/product_copy'

const migration = (statement: string) => `import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    ${statement}
  }
}
`

const CREATED = migration("this.schema.createTable('rate_limits', (table) => table.string('key'))")
const DROPPED = migration("this.schema.dropTable('rate_limits')")

test.group('Resource | taken tables', () => {
  test('a name whose table exists without a model is refused with a suggestion', async ({
    assert,
  }) => {
    await using copy = await productCopy()
    await mkdir(`${copy.root}/database/migrations`)
    await copy.write('database/migrations/1_create_rate_limits_table.ts', CREATED)

    await assert.rejects(
      () => copy.make('RateLimit', ['name:string']),
      'database/migrations/1_create_rate_limits_table.ts creates a table rate_limits already. Try TeamRateLimit or another name'
    )
  })

  test('a table that was dropped is free again', async ({ assert }) => {
    await using copy = await productCopy()
    await mkdir(`${copy.root}/database/migrations`)
    await copy.write('database/migrations/1_create_rate_limits_table.ts', CREATED)
    await copy.write('database/migrations/2_drop_rate_limits_table.ts', DROPPED)

    await copy.make('RateLimit', ['name:string'])
    assert.include(await copy.read('app/models/rate_limit.ts'), 'class RateLimit')
  })
})

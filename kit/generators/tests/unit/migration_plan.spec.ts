import { test } from '@japa/runner'
import { planMigration } from '#generators/migration_plan'

const SCHEMA = `
export class UserSchema extends BaseModel {
  static $columns = ['id', 'phone', 'readAt'] as const
  $columns = UserSchema.$columns
  @column({ isPrimary: true })
  declare id: number
  @column()
  declare phone: string | null
  @column.dateTime()
  declare readAt: DateTime | null
}
`

test.group('Generators | migrations', () => {
  test('a name creates a table: {$self}')
    .with(['create_books_table', 'create_books', 'books'])
    .run(({ assert }, name) => {
      const plan = planMigration(name, SCHEMA)
      assert.deepEqual(plan, { stub: 'create', name: 'create_books_table', table: 'books' })
    })

  test('a name adds columns, whose types come from their names', ({ assert }) => {
    const name = 'add_paid_at_and_due_on_and_is_public_and_visit_count_and_city_to_users'
    assert.deepEqual(planMigration(name, SCHEMA).lines, [
      "table.timestamp('paid_at').nullable()",
      "table.date('due_on').nullable()",
      "table.boolean('is_public').notNullable().defaultTo(false)",
      "table.integer('visit_count').notNullable().defaultTo(0)",
      "table.string('city').nullable()",
    ])
  })

  test('an id refers to its table if there is one, and is text of another service if not', ({
    assert,
  }) => {
    assert.deepEqual(planMigration('add_user_id_and_stripe_id_to_users', SCHEMA).lines, [
      "table.integer('user_id').nullable().references('users.id').onDelete('SET NULL')",
      "table.index(['user_id'])",
      "table.string('stripe_id').nullable()",
    ])
  })

  test('removed columns and tables come back in down', ({ assert }) => {
    const removal = planMigration('remove_phone_and_read_at_from_users', SCHEMA)
    assert.equal(removal.columns, "'phone', 'read_at'")
    const drop = planMigration('drop_users_table', SCHEMA)
    assert.deepEqual(drop.lines, ["table.increments('id')", ...removal.lines!])
  })

  test('a name that cannot be done is refused: {0}')
    .with([
      ['create_users_table', 'The table users exists already. To change it, use a name such as'],
      ['add_phone_to_users', 'The table users has a column phone already'],
      ['add_phone_to_books', 'There is no table books in database/schema.ts. Create it:'],
      ['remove_city_from_users', 'The table users has no column city'],
      ['drop_books_table', 'There is no table books'],
      ['write_hosts_in_one_notation', 'does not say what to change. Name it create_books_table,'],
    ])
    .run(({ assert }, [name, message]) => {
      assert.throws(() => planMigration(name, SCHEMA), message)
    })
})

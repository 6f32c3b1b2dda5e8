import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('email_changes', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.string('former_email', 254).notNullable()
      table.string('email', 254).notNullable()
      table.string('token_hash', 64).nullable().unique()
      table.string('undo_token_hash', 64).nullable().unique()
      table.timestamp('created_at').notNullable()
      table.timestamp('confirmed_at').nullable()
      table.timestamp('expires_at').notNullable().index()
    })
    this.schema.raw('CREATE UNIQUE INDEX users_email_in_any_case ON users (lower(email))')
  }

  async down() {
    this.schema.raw('DROP INDEX users_email_in_any_case')
    this.schema.dropTable('email_changes')
  }
}

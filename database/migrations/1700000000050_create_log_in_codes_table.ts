import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('log_in_codes', (table) => {
      table.uuid('id').primary()
      table.string('code_hash').nullable()
      table.smallint('tries_left').notNullable()
      table.timestamp('created_at').notNullable()
      table.timestamp('expires_at').notNullable().index()
    })
  }

  async down() {
    this.schema.dropTable('log_in_codes')
  }
}

import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('data_exports', (table) => {
      table.uuid('id').primary()
      // One row for each account, so that two exports never run at the same time.
      table.integer('user_id').notNullable().unique().references('users.id').onDelete('CASCADE')
      table.smallint('progress').notNullable().defaultTo(0)
      table.uuid('file').nullable()
      table.bigInteger('size').nullable()
      table.timestamp('created_at').notNullable()
      table.timestamp('ready_at').nullable()
      table.timestamp('failed_at').nullable()
      table.timestamp('expires_at').notNullable().index()
    })
  }

  async down() {
    this.schema.dropTable('data_exports')
  }
}

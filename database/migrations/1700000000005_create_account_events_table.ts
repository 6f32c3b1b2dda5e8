import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('account_events', (table) => {
      table.increments('id').notNullable()
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.string('kind', 40).notNullable()
      table.string('ip_address', 45).nullable()
      table.string('user_agent', 255).nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.index(['user_id', 'id'])
    })
  }

  async down() {
    this.schema.dropTable('account_events')
  }
}

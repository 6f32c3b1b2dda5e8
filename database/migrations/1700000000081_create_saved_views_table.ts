import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('saved_views', (table) => {
      table.increments('id').notNullable()
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.string('list', 100).notNullable()
      table.string('name', 60).notNullable()
      table.string('choice', 1000).notNullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.unique(['user_id', 'list', 'name'])
    })
  }

  async down() {
    this.schema.dropTable('saved_views')
  }
}

import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.uuid('avatar').nullable()
    })
    this.schema.createTable('avatar_uploads', (table) => {
      table.uuid('id').primary()
      table.integer('user_id').notNullable().unique().references('users.id').onDelete('CASCADE')
      table.integer('crop_left').nullable()
      table.integer('crop_top').nullable()
      table.integer('crop_size').nullable()
      table.timestamp('failed_at').nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
    })
  }

  async down() {
    this.schema.dropTable('avatar_uploads')
    this.schema.alterTable('users', (table) => table.dropColumn('avatar'))
  }
}

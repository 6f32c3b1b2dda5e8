import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('users', (table) => {
      table.increments('id').notNullable()
      table.string('name', 255).notNullable()
      table.string('email', 254).notNullable().unique()
      table.string('password').notNullable()
      table.string('locale', 35).nullable()
      table.string('time_zone', 64).nullable()
      table.string('date_order', 3).nullable()
      table.smallint('first_day_of_week').nullable()
      table.timestamp('email_confirmed_at').nullable()
      table.string('confirmation_key', 64).nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('updated_at').notNullable().defaultTo(this.now())
    })
  }

  async down() {
    this.schema.dropTable('users')
  }
}

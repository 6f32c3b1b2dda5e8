import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.timestamp('second_factor_at').nullable()
    })
    this.schema.createTable('authenticators', (table) => {
      table.integer('user_id').primary().references('users.id').onDelete('CASCADE')
      table.text('key').notNullable()
      table.integer('last_step').notNullable()
      table.timestamp('created_at').notNullable()
    })
    this.schema.createTable('recovery_codes', (table) => {
      table.increments('id')
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.string('code_hash', 64).notNullable()
      table.timestamp('created_at').notNullable()
      table.timestamp('used_at').nullable()
      table.unique(['user_id', 'code_hash'])
    })
  }

  async down() {
    this.schema.dropTable('recovery_codes')
    this.schema.dropTable('authenticators')
    this.schema.alterTable('users', (table) => table.dropColumn('second_factor_at'))
  }
}

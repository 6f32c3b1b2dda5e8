import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.boolean('must_have_second_factor').notNullable().defaultTo(false)
    })
  }

  async down() {
    this.schema.alterTable('users', (table) => table.dropColumn('must_have_second_factor'))
  }
}
